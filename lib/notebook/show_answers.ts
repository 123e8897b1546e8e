import { locateQuote } from "lib/annotate/evidence.ts";
import type { Evidence } from "lib/annotate/annotator.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { statusInWords } from "lib/findings/status_in_words.ts";
import { type Displayable, displayable } from "lib/notebook/displayable.ts";
import { escapeHtml, visible } from "lib/notebook/escape.ts";
import type { Question } from "lib/questions/question.ts";
import type { AnnotationLine, Study } from "lib/study.ts";

/** Characters of the paper shown before and after a passage. */
const CONTEXT = 200;

/**
 * Shows what was answered about one paper of a study.
 *
 * @param study The study.
 * @param doi One of its sampled papers; undefined if there is none to show.
 */
export async function showExample(
  study: Study,
  doi: string | undefined,
): Promise<Displayable> {
  if (doi === undefined) {
    const text = "This study has no such paper.";
    return displayable({ "text/html": `<p>${text}</p>`, "text/plain": text });
  }
  const lines = await study.annotations((line) => line.doi === doi);
  return showAnswers(await study.paper(doi), study.questions, lines);
}

/**
 * Shows what an annotator answered about one paper: each question, the answer,
 * and the passages it rests on, marked where they stand in the paper; a passage
 * on which several answers rest is shown once.
 *
 * @param paper The paper.
 * @param questions The study's questions.
 * @param lines The paper's annotations.
 */
export function showAnswers(
  paper: Paper,
  questions: readonly Question[],
  lines: readonly AnnotationLine[],
): Displayable {
  const html = [
    `<p><b>${escapeHtml(paper.title)}</b><br>${escapeHtml(paper.journal)}, ${
      escapeHtml(String(paper.year ?? "year unknown"))
    }, DOI ${escapeHtml(paper.doi)}</p>`,
  ];
  const plain = [`${paper.title} (${paper.doi})`];
  const shown = new Set<string>();
  for (const { id, title } of questions) {
    const line = lines.find(({ question }) => question === id);
    const answer = line ? answerInWords(line) : "not asked";
    html.push(`<p>${escapeHtml(title)}: <b>${escapeHtml(answer)}</b></p>`);
    plain.push(`${title}: ${answer}`);
    for (const evidence of line?.evidence ?? []) {
      if (shown.has(evidence.quote)) continue;
      shown.add(evidence.quote);
      const { before, quote, after } = passageOf(paper, evidence);
      html.push(
        `<blockquote>${escapeHtml(before)}<mark>${escapeHtml(quote)}</mark>${
          escapeHtml(after)
        }</blockquote>`,
      );
      plain.push(`  ${before}[[${quote}]]${after}`);
    }
  }
  return displayable({
    "text/html": html.join("\n"),
    "text/plain": visible(plain.join("\n")),
  });
}

function answerInWords({ status, answer }: AnnotationLine): string {
  if (answer === null) return `no answer (${statusInWords(status)})`;
  if ("result" in answer) return answer.result ? "yes" : "no";
  if (answer.mentions.length === 0) return "none";
  return answer.mentions.map((mention) =>
    Object.values(mention).filter((part) => part !== null).join(", ")
  ).join("; ");
}

/** A passage with what stands around it in its paragraph. */
function passageOf(paper: Paper, evidence: Evidence) {
  const { text } = paper;
  const { quote, start, end } = evidence.match === "unchecked"
    ? locateQuote(paper, evidence.quote)
    : evidence;
  if (start === null || end === null) {
    return { before: "", quote, after: " (not found in the paper)" };
  }
  const paragraphStart = text.lastIndexOf("\n", start) + 1;
  const from = Math.max(paragraphStart, start - CONTEXT);
  const paragraphEnd = text.indexOf("\n", end);
  const to = Math.min(
    paragraphEnd < 0 ? text.length : paragraphEnd,
    end + CONTEXT,
  );
  return {
    before: (from > paragraphStart ? "…" : "") + text.slice(from, start),
    quote: text.slice(start, end),
    after: text.slice(end, to) + (to < paragraphEnd ? "…" : ""),
  };
}
