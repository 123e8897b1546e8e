/** Questions: what is asked of a paper, as data, and the shape of the answers. */

export * from "lib/questions/answer_schema.ts";
export * from "lib/questions/load_questions.ts";
export * from "lib/questions/parse_question.ts";
export type * from "lib/questions/question.ts";
