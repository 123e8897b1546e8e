import { hasNoAnswer, type SmokeResult } from "lib/collect/smoke.ts";

/**
 * Says in lines what a smoke test found, and in the last one what follows. A
 * host that gave no answer is named once.
 */
export function describeSmoke(results: readonly SmokeResult[]): string[] {
  const lines: string[] = [];
  for (const result of results) {
    const { outcome, name, host, text } = result;
    if (!hasNoAnswer(result)) {
      lines.push(
        `${outcome === "fine" ? "fine  " : "UNLIKE"} ${name}: ${text}`,
      );
      continue;
    }
    const same = results.filter((one) => one.host === host && hasNoAnswer(one));
    if (same[0] !== result) continue;
    const names = same.map(({ name }) => name).join(", ");
    const head = outcome === "unreached" ? "not reached" : "no answer";
    lines.push(`${head}: ${host} (${names}): ${text}`);
  }
  return [...lines, verdictOf(results)];
}

function verdictOf(results: readonly SmokeResult[]): string {
  const count = (outcome: SmokeResult["outcome"]) =>
    results.filter((one) => one.outcome === outcome).length;
  const all = results.length;
  const missing = count("silent") + count("unreached");
  if (count("unreached") === all) {
    return "Nothing could be compared, as no service was reached: is this computer online?";
  }
  if (missing === all) {
    return "Nothing could be compared, as no service answered: try again later.";
  }
  if (count("fine") === all) return `All ${all} answers are as expected.`;
  return [
    ...count("unlike") === 0 ? [] : [
      `${
        count("unlike")
      } of ${all} answers are not as expected: leave these services out of "search" and "texts", or find out why before a large run.`,
    ],
    ...missing === 0 ? [] : [
      `${missing} of ${all} answers could not be compared, as there were none: try again later.`,
    ],
  ].join(" ");
}
