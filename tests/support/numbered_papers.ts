import { loadQuestions } from "lib/questions/load_questions.ts";
import type { SeenRequest } from "tests/support/endpoint/seen_request.ts";

const QUESTIONS = await loadQuestions();
const QUOTE = "a network was trained";

/** Writes a folder of short JATS papers that {@link answerByNumber} knows. */
export async function writeNumberedPapers(count: number): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (let paper = 1; paper <= count; paper++) {
    await Deno.writeTextFile(
      `${folder}/${paper}.xml`,
      `<article><front><article-meta>
<article-id pub-id-type="doi">10.5555/numbered.${paper}</article-id>
<title-group><article-title>Paper number ${paper}</article-title></title-group>
<pub-date><year>2020</year></pub-date></article-meta></front>
<body><sec><title>Methods</title><p>In paper number ${paper} ${QUOTE} on images of cells.</p></sec></body></article>`,
    );
  }
  return folder;
}

/** Questions that are asked of so many papers: all, a fifth, and three more of a tenth. */
export function questionsAsked(papers: number): number {
  return papers + Math.floor(papers / 5) + 3 * Math.floor(papers / 10);
}

/**
 * Answers by a paper's number: every fifth uses deep learning, every tenth a
 * pre-trained model.
 */
export function answerByNumber({ body }: SeenRequest): object {
  const prompt = body.messages
    .map(({ content }: { content: string }) => content).join("\n");
  const paper = Number(/In paper number (\d+)/.exec(prompt)![1]);
  const question = QUESTIONS.find(({ words }) => prompt.includes(words))!;
  if (question.kind === "yes-no") {
    const result = paper % (question.id === "uses_dl" ? 5 : 10) === 0;
    return { evidence: result ? QUOTE : null, result };
  }
  const { name, category, description } = question;
  return {
    mentions: [{
      [name]: "VGG-16",
      evidence: QUOTE,
      ...(category && { [category.name]: category.values[0]!.value }),
      ...(description && { [description.name]: "whole" }),
    }],
  };
}
