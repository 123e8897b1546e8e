/** Questions and labels as texts about validation name them. */
export const NAMES = {
  labelName: "human label",
  questions: [
    { id: "uses_ptms", title: "Reuses" },
    { id: "identify_ptms", title: "Models" },
    { id: "identify_ptm_reuse", title: "Pattern" },
  ],
};
