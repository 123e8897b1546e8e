/** Made-up rows for the figures by field, year, pattern, stage and model. */

export const KEYWORD_ROWS = [
  keywordRow("BMJ", '"Deep Learning"', 120, 0.6, 0.531, 0.665),
  keywordRow("BMJ", '"Hugging Face"', 4, 0.02, 0.008, 0.05),
  keywordRow("PLOS", '"Deep Learning"', 630, 0.7, 0.669, 0.729),
  keywordRow("PLOS", '"Hugging Face"', 18, 0.02, 0.013, 0.031),
];

const NEURO = "Neuroscience";
const BIO = "Biochemistry, Genetics and Molecular Biology";

export const FIELD_YEAR_ROWS = [
  fieldYearRow(BIO, 2021, "uses_dl", 9, 20, 0.45, 0.258, 0.658),
  fieldYearRow(BIO, 2021, "uses_ptms", 2, 9, 0.222, 0.063, 0.547),
  fieldYearRow(BIO, 2023, "uses_dl", 14, 25, 0.56, 0.371, 0.733),
  fieldYearRow(BIO, 2023, "uses_ptms", 7, 14, 0.5, 0.268, 0.732),
  fieldYearRow(BIO, 2024, "uses_dl", 5, 8, 0.625, 0.306, 0.863),
  fieldYearRow(BIO, 2024, "uses_ptms", 3, 5, 0.6, 0.231, 0.882),
  fieldYearRow(NEURO, 2020, "uses_dl", 0, 2, 0, 0, 0.658),
  fieldYearRow(NEURO, 2023, "uses_dl", 6, 9, 0.667, 0.354, 0.879),
  fieldYearRow(NEURO, 2023, "uses_ptms", 1, 6, 0.167, 0.03, 0.564),
  fieldYearRow(NEURO, "unknown", "uses_dl", 1, 1, 1, 0.207, 1),
  fieldYearRow("Unassigned", 2024, "uses_dl", 1, 3, 0.333, 0.061, 0.792),
];

export const YEAR_SHARE_ROWS = [
  yearShareRow(2020, "uses_dl", 31, 50, 0.62, 0.482, 0.741),
  yearShareRow(2020, "uses_ptms", 4, 31, 0.129, 0.051, 0.289),
  yearShareRow(2021, "uses_dl", 38, 61, 0.623, 0.497, 0.734),
  yearShareRow(2021, "uses_ptms", 9, 38, 0.237, 0.13, 0.392),
  yearShareRow(2023, "uses_dl", 52, 70, 0.743, 0.63, 0.831),
  yearShareRow(2023, "uses_ptms", 21, 52, 0.404, 0.282, 0.539),
  yearShareRow(2024, "uses_dl", 30, 41, 0.732, 0.58, 0.843),
  yearShareRow(2024, "uses_ptms", 15, 30, 0.5, 0.331, 0.669),
];

export const PATTERN_YEAR_ROWS = [
  patternYearRow(2021, "conceptual", 2, 0.2, 0.057, 0.51),
  patternYearRow(2021, "adaptation", 8, 0.8, 0.49, 0.943),
  patternYearRow(2023, "conceptual", 3, 0.15, 0.052, 0.36),
  patternYearRow(2023, "adaptation", 11, 0.55, 0.342, 0.742),
  patternYearRow(2023, "deployment", 6, 0.3, 0.145, 0.519),
  patternYearRow(2024, "adaptation", 2, 0.4, 0.118, 0.769),
  patternYearRow(2024, "deployment", 3, 0.6, 0.231, 0.882),
  patternYearRow(2024, "other", 0, 0, 0, 0.434),
];

export const STAGE_YEAR_ROWS = [
  stageYearRow(2021, "Observation", 2, 0.2, 0.057, 0.51),
  stageYearRow(2021, "Test", 8, 0.8, 0.49, 0.943),
  stageYearRow(2023, "Background", 1, 0.05, 0.009, 0.236),
  stageYearRow(2023, "Hypothesis", 3, 0.15, 0.052, 0.36),
  stageYearRow(2023, "Test", 9, 0.45, 0.258, 0.658),
  stageYearRow(2023, "Analysis", 7, 0.35, 0.181, 0.567),
  stageYearRow(2024, "Conclusion", 1, 1, 0.207, 1),
];

export const FIELD_PATTERN_ROWS = [
  fieldPatternRow(BIO, "conceptual", 5, 0.1, 0.043, 0.214),
  fieldPatternRow(BIO, "adaptation", 35, 0.7, 0.562, 0.809),
  fieldPatternRow(BIO, "deployment", 10, 0.2, 0.112, 0.33),
  fieldPatternRow(NEURO, "conceptual", 2, 0.1, 0.028, 0.301),
  fieldPatternRow(NEURO, "adaptation", 8, 0.4, 0.219, 0.613),
  fieldPatternRow(NEURO, "deployment", 10, 0.5, 0.299, 0.701),
  fieldPatternRow("Unassigned", "adaptation", 1, 1, 0.207, 1),
  fieldPatternRow("Chemistry", "adaptation", 0, null, null, null),
];

export const PATTERN_STAGE_ROWS = [
  patternStageRow("conceptual", "Hypothesis", 3, 0.3, 0.108, 0.603),
  patternStageRow("conceptual", "Analysis", 7, 0.7, 0.397, 0.892),
  patternStageRow("adaptation", "Observation", 10, 0.2, 0.112, 0.33),
  patternStageRow("adaptation", "Test", 25, 0.5, 0.366, 0.634),
  patternStageRow("adaptation", "Analysis", 15, 0.3, 0.191, 0.438),
  patternStageRow("deployment", "Test", 6, 1, 0.61, 1),
];

export const MODEL_ROWS = [
  modelRow("VGG-16", "VGG", 10, 10),
  modelRow("U-Net", "U-Net", 14, 13),
  modelRow("DeepLabCut", "", 2, 2),
  modelRow("AlexNet", "AlexNet", 10, 10),
  modelRow("AlphaFold 2", "AlphaFold", 4, 4),
  modelRow("ResNet-50", "ResNet", 7, 6),
];

function keywordRow(
  megajournal: string,
  keyword: string,
  papers: number,
  share: number,
  low: number,
  high: number,
) {
  return { megajournal, keyword, papers, share, low, high };
}

function fieldYearRow(
  field: string,
  year: number | string,
  question: string,
  papers: number,
  of: number,
  share: number,
  low: number,
  high: number,
) {
  return { field, year, question, papers, of, share, low, high };
}

function yearShareRow(
  year: number,
  question: string,
  papers: number,
  of: number,
  share: number,
  low: number,
  high: number,
) {
  return { year, question, papers, of, share, low, high };
}

function patternYearRow(
  year: number,
  pattern: string,
  mentions: number,
  share: number,
  low: number,
  high: number,
) {
  return { year, pattern, mentions, papers: mentions, share, low, high };
}

function stageYearRow(
  year: number,
  stage: string,
  mentions: number,
  share: number,
  low: number,
  high: number,
) {
  return { year, stage, mentions, papers: mentions, share, low, high };
}

function fieldPatternRow(
  field: string,
  pattern: string,
  mentions: number,
  share: number | null,
  low: number | null,
  high: number | null,
) {
  return { field, pattern, mentions, papers: mentions, share, low, high };
}

function patternStageRow(
  pattern: string,
  stage: string,
  mentions: number,
  share: number,
  low: number,
  high: number,
) {
  return { pattern, stage, mentions, papers: mentions, share, low, high };
}

function modelRow(
  model: string,
  family: string,
  mentions: number,
  papers: number,
) {
  return { model, family, mentions, papers };
}
