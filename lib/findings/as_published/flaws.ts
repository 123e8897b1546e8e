/** The flaws in how the study's scripts count, each with the name it is switched by. */

/** One line for each flaw. */
export const FLAWS = {
  unknown_years_stop: "A paper without a year ends the script.",
  odd_answers_stop:
    "An answer in a shape that the script does not expect ends it.",
  list_labels_stop: "An entry with a list of labels ends the script.",
  search_id_missing_stop:
    "A database from before 2026-05-06 has no link from articles to searches, which ends the script.",
  answer_not_read: "Every analysed paper counts, whatever its answer was.",
  odd_answers_ignored:
    "Only `true` in a JSON object counts as yes; the same answer in another shape counts as no.",
  shapes_ignored:
    "Entries in some shapes, such as lists or lists under an unexpected key, are not counted.",
  null_columns_dropped:
    "A paper with any empty column is dropped: without the model's reasoning, or with fewer than three topics.",
  classification_as_usage:
    'A paper counts as reusing a model if its reuse answer holds any label, even "none", not if it was answered yes.',
  field_per_topic:
    "A paper counts once per topic, so that one field in two or three topics counts two or three times.",
  spelling_kept:
    'Labels in another spelling, such as "5. Analysis", count as labels of their own.',
  labels_left_out:
    "Only some labels are drawn: the stage Conclusion is missing, as is every other spelling.",
  names_by_letters:
    'Model names differ by every letter but case and hyphens: "resnet 50" and "resnet50" are two models.',
  years_before_2017_left_out: "Papers from before 2017 are left out.",
  years_2016_to_2025: "Papers from before 2016 or after 2025 are left out.",
  unknown_years_left_out: "Papers without a year are left out.",
  search_id_restarts:
    "Articles point to the wrong search: the numbers they use begin anew for each megajournal.",
  rows_counted: "Rows count, not papers: one for each search that found it.",
  duplicate_rows: "A paper with repeated rows counts several times.",
  view_not_applied:
    "Papers count that the stored view does not call natural science.",
  doi_spelling:
    "DOIs are compared letter by letter, so that one in capitals finds nothing.",
} as const;

/** The name of a flaw. */
export type FlawName = keyof typeof FLAWS;

/** Which flaws are on. */
export type Flaws = ReadonlySet<FlawName>;
