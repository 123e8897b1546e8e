/** Papers of the demo corpus where no number is given. */
export const DEMO_PAPERS = 1200;
