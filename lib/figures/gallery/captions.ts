/** What a reader of a figure must know, by the figure's id. */
export const CAPTIONS: Readonly<Record<string, string>> = {
  corpus_funnel:
    "Papers that each step of the selection leaves, by megajournal. The percentage at the right is the share of the step before. Where the search keywords are known, a second panel shows which share of each megajournal's papers they found; one paper can be found by several.",
  papers_by_year:
    "Papers by year of publication: all that were analysed, those that use deep learning, and those that reuse a pre-trained model.",
  reuse_share_by_year:
    "Share of papers that reuse a pre-trained model among the papers that use deep learning and got an answer. Lines are Wilson's 95% intervals; they are wide in years with few papers.",
  papers_by_field:
    "Papers that reuse a pre-trained model, by field of OpenAlex: their number at the left, and at the right their share of the field's papers that were asked and answered, with Wilson's 95% interval. A paper counts once in each of its fields.",
  deep_learning_by_field_year:
    "Papers that use deep learning, by field of OpenAlex and year. All panels share both axes; the number after a field's name is the total drawn. A paper counts once in each of its fields.",
  reuse_by_field_year:
    "Papers that reuse a pre-trained model, by field of OpenAlex and year. All panels share both axes; the number after a field's name is the total drawn. A paper counts once in each of its fields.",
  reuse_patterns:
    "How models are reused. Conceptual: the ideas are implemented again. Adaptation: the model is fine-tuned, distilled or transferred. Deployment: the model runs as it is. A reuse is one model in one paper; intervals take into account that a paper can hold several.",
  patterns_by_year:
    "Reuses of each pattern by year of publication. All panels share both axes; the number after a name is the total drawn.",
  field_patterns:
    "Reuses by field and pattern: their number, and their share of the field's reuses with its 95% interval. The deeper the colour, the larger the share. A paper counts once in each of its fields.",
  scientific_stages:
    "Stages of the scientific process in which reused models take part. A model that serves several stages of a paper counts once in each.",
  stages_by_year:
    "Stages in which reused models take part, by year of publication. All panels share both axes; the number after a name is the total drawn.",
  pattern_stages:
    "Which stage each reuse pattern leads to: pairs of a reuse and a stage of the same paper and model, with their share of the pattern's pairs and its 95% interval. The deeper the colour, the larger the share.",
  top_models:
    "Models that most papers reuse, after spellings of the same model are put together. The family stands in grey where its name differs from the model's.",
  validation_metrics:
    "Agreement of the annotator's answers with the labels of the same papers. Precision: share of the annotator's yes that is labelled yes. Recall, specificity: share of the labelled yes, and no, that is answered so. Matthews correlation, kappa and AC1 leave out agreement by chance, each in its own way. Lines are 95% intervals.",
  validation_models:
    "How well the annotator gives names, such as those of models, after spellings of the same thing are put together: all papers pooled for precision, recall and F1, and means over papers for Jaccard and exact match. Below, how well it gives the category of a name that the label gives too. Lines are 95% intervals, from resampling papers or, for shares, Wilson's.",
  pattern_confusion:
    "How labelled pairs of a name and its category are answered. Rows are labels, columns answers, matched by name. The deeper the colour, the larger the share of the label's pairs; the intervals are Wilson's.",
  disagreement_causes:
    "Why label and answer differ, told by rules: an earlier answer or none at all comes first, then a cut text, then a quote that is not in the paper, then the rest. Lines are Wilson's 95% intervals.",
};
