/** How often intervals cover the truth, in made-up studies. */

export * from "lib/simulation/load_coverage.ts";
export * from "lib/simulation/read_coverage.ts";
