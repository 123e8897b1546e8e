/** What a paper does with deep learning. */
export type Kind = "none" | "scratch" | "reuse";

/** Papers of one kind that are hard to judge by their words. */
export interface HardCase {
  readonly name: string;
  /** Kind of the papers that can be of this case. */
  readonly kind: Kind;
  /** Share of the papers of that kind, 0 to 1. */
  readonly share: number;
  /** First year of such papers: named models need to exist. */
  readonly since: number;
  readonly description: string;
}

/** The hard cases of the demo; all other papers are ordinary ones. */
export const HARD_CASES: readonly HardCase[] = [
  {
    name: "related-work",
    kind: "none",
    share: 0.1,
    since: 2013,
    description:
      "Deep learning and a named model stand only in what other people did.",
  },
  {
    name: "future-work",
    kind: "none",
    share: 0.1,
    since: 2013,
    description: "A named model is to be used in future work.",
  },
  {
    name: "negated-use",
    kind: "none",
    share: 0.12,
    since: 2013,
    description: "The methods say that deep learning was not used.",
  },
  {
    name: "pretrained-people",
    kind: "none",
    share: 0.08,
    since: 2000,
    description: '"Pre-trained" is said of staff, volunteers or animals.',
  },
  {
    name: "name-is-a-word",
    kind: "none",
    share: 0.05,
    since: 2000,
    description:
      "The name of a model means something else: BERT, ESM, MAE, GIT, SAM, CLIP.",
  },
  {
    name: "scratch-with-comparison",
    kind: "scratch",
    share: 0.045,
    since: 2013,
    description:
      "A network of the authors' own is compared with published results of a pre-trained one that was not run.",
  },
  {
    name: "negated-pretraining",
    kind: "scratch",
    share: 0.1,
    since: 2013,
    description: "The methods say that no pre-trained weights were used.",
  },
  {
    name: "unlisted-name",
    kind: "reuse",
    share: 0.06,
    since: 2013,
    description:
      "The reused model has a name that no list holds, or no name at all.",
  },
  {
    name: "two-patterns",
    kind: "reuse",
    share: 0.12,
    since: 2016,
    description: "Two models are reused in two ways.",
  },
  {
    name: "caption-only",
    kind: "reuse",
    share: 0.04,
    since: 2013,
    description: "Only the legend of a figure tells of the reuse.",
  },
  {
    name: "introduction-only",
    kind: "reuse",
    share: 0.025,
    since: 2013,
    description: "Only the end of the introduction tells of the reuse.",
  },
  {
    name: "supplement-only",
    kind: "reuse",
    share: 0.03,
    since: 2013,
    description: "Only the caption of a supplementary file tells of the reuse.",
  },
];
