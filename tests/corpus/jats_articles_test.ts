/**
 * Real articles, compared with what an independent parser (a DOM, where the
 * project's own reader is a stream) finds in the same files.
 */

import assert from "node:assert/strict";
import type { Element } from "@xmldom/xmldom";
import { parseJats } from "lib/corpus/jats/parse_jats.ts";
import { listJatsFiles } from "lib/corpus/jats/list_jats_files.ts";
import { openJats } from "lib/corpus/jats.ts";
import type { Paper } from "lib/corpus/paper.ts";
import { projectPath } from "lib/paths.ts";
import { even, find, parseDom, pieces } from "tests/corpus/jats_dom.ts";

const FOLDER = projectPath("../shared/corpus");
const ignore = !exists(FOLDER);
if (ignore) console.log(`Tests on real articles skipped: no ${FOLDER}`);

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

interface Article {
  readonly source: string;
  readonly paper: Paper;
  readonly dom: Element;
}

/** Every article, read in both ways; one after the other. */
async function* articles(): AsyncIterable<Article> {
  for (const { path, source } of await listJatsFiles(FOLDER)) {
    const bytes = await Deno.readFile(path);
    const dom = parseDom(new TextDecoder().decode(bytes));
    yield { source, paper: parseJats(bytes, source), dom };
  }
}

Deno.test({
  name:
    "parseJats() keeps every paragraph of the bodies of real articles, in order",
  ignore,
  fn: async () => {
    let paragraphs = 0;
    let whole = 0;
    for await (const { source, paper, dom } of articles()) {
      const text = even(paper.text);
      let at = 0;
      for (const body of find(dom, "body")) {
        for (const paragraph of Array.from(body.getElementsByTagName("p"))) {
          const parts = pieces(paragraph);
          if (parts.length === 0) continue;
          paragraphs++;
          if (parts.length === 1) whole++;
          const starts = parts.reduce<number[]>((found, part) => {
            const start = text.indexOf(part, found.at(-1) ?? at);
            assert.notEqual(start, -1, `${source}: "${part.slice(0, 200)}"`);
            return [...found, start];
          }, []);
          at = starts[0]!; // nested paragraphs follow, inside this one
        }
      }
    }
    // Counted once more with another parser, lxml 6: 6,218 have text.
    assert.equal(paragraphs, 6218);
    assert.ok(whole > 6000, `${whole} in one piece`);
  },
});

Deno.test({
  name:
    "parseJats() keeps titles and table cells of real articles and drops their references",
  ignore,
  fn: async () => {
    let cells = 0;
    for await (const { source, paper, dom } of articles()) {
      const text = even(paper.text);
      for (const body of find(dom, "body")) {
        for (const name of ["td", "th", "title"]) {
          for (const element of Array.from(body.getElementsByTagName(name))) {
            for (const part of pieces(element)) {
              cells++;
              assert.ok(text.includes(part), `${source}: "${part}"`);
            }
          }
        }
      }
      for (const reference of Array.from(dom.getElementsByTagName("ref"))) {
        const printed = even(reference.textContent ?? "");
        assert.ok(printed.length < 30 || !text.includes(printed), source);
      }
    }
    assert.ok(cells > 10_000, String(cells));
  },
});

Deno.test({
  name: "parseJats() reads the metadata that the DOM of real articles holds",
  ignore,
  fn: async () => {
    for await (const { source, paper, dom } of articles()) {
      const [meta] = find(dom, "front", "article-meta");
      const doi = find(meta!, "article-id")
        .find((id) => id.getAttribute("pub-id-type") === "doi");
      assert.equal(paper.doi, doi?.textContent?.toLowerCase(), source);
      assert.ok(
        source.includes(paper.doi.split(/[/.]/).at(-1)!) ||
          !/^plos\/j/.test(source),
      );
      const years = find(meta!, "pub-date", "year")
        .map((year) => Number(year.textContent));
      assert.equal(paper.year, Math.min(...years), source);
      assert.ok(paper.date?.startsWith(String(paper.year)), source);
      const [title] = find(meta!, "title-group", "article-title");
      assert.equal(even(paper.title), pieces(title!).join(" "), source);
      assert.equal(paper.articleType, dom.getAttribute("article-type"));
      const subjects = new Set(
        find(meta!, "article-categories").flatMap((categories) =>
          Array.from(
            categories.getElementsByTagName("subject"),
            (subject) => even(subject.textContent ?? ""),
          )
        ),
      );
      assert.deepEqual(paper.subjects.map(even), [...subjects], source);
      assert.equal(
        paper.megajournal,
        source.startsWith("plos/")
          ? "PLOS"
          : source.includes("f1000")
          ? "F1000"
          : "other",
      );
      assert.notEqual(paper.licence, "", source);
    }
  },
});

// Read off the files by hand: each differs from the file's first date.
const DATES: Readonly<Record<string, string>> = {
  "10.1371/journal.pone.0005723": "2009-05-19", // collection 2009, epub 19 May
  "10.1371/journal.pone.0012262": "2010-08-18", // collection 2010, epub 18 August
  "10.7554/elife.30274": "2018-01-09", // received in 2017
  "10.1101/2022.06.24.497502": "2022", // has no more
};

Deno.test({
  name:
    "openJats() accounts for all real articles and finds the research articles",
  ignore,
  fn: async () => {
    const items = await Array.fromAsync((await openJats(FOLDER)).items());
    const papers = items.flatMap(({ metadata }) => metadata ?? []);
    assert.equal(items.length, 103);
    assert.equal(papers.length, 103);
    assert.equal(
      papers.filter(({ articleType }) => articleType === "research-article")
        .length,
      83,
    );
    for (const [doi, date] of Object.entries(DATES)) {
      assert.equal(papers.find((paper) => paper.doi === doi)?.date, date, doi);
    }
  },
});

Deno.test({
  name: "parseJats() covers the texts of real articles with sections",
  ignore,
  fn: async () => {
    for await (const { source, paper } of articles()) {
      let end = 0;
      for (const section of paper.sections) {
        assert.equal(section.start, end, source);
        end = section.end;
        const lead = section.kind === "title" ? "# " : "## ";
        const heading = section.title === "" ? "" : lead + section.title;
        assert.ok(paper.text.startsWith(heading, section.start), source);
      }
      assert.equal(end, paper.text.length, source);
    }
  },
});
