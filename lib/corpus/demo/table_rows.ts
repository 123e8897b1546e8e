import type { Plan } from "lib/corpus/demo/plan.ts";
import type { SentenceWriter } from "lib/corpus/demo/sentence_writer.ts";
import type { Random } from "lib/stats/random.ts";

/**
 * Writes the table of an article: means with standard deviations in four groups.
 * The first measure rises by the effect that the text gives.
 */
export function tableRows(
  { theme }: Plan,
  writer: SentenceWriter,
  random: Random,
): string[][] {
  const groups = theme.tags.includes("experiment")
    ? ["Control", "Low", "Medium", "High"]
    : ["First quarter", "Second quarter", "Third quarter", "Fourth quarter"];
  const effect = Number(writer.fill("{effect}")) / 100;
  const size = Math.floor(Number(writer.fill("{n}")) / groups.length);
  const values = (slot: string, effect: number) => {
    const name = writer.fill(slot);
    const { low, high } = theme.measures.find((one) => one.name === name)!;
    const base = low + (high / (1 + effect) - low) * random();
    return groups.map((_, i) => {
      const noise = 0.97 + 0.06 * random();
      const mean = base * (1 + effect * i / (groups.length - 1)) * noise;
      return `${inFull(mean)} ± ${inFull(mean * (0.08 + 0.1 * random()))}`;
    });
  };
  const first = values("{measure}", effect), second = values("{measure2}", 0);
  return [
    ["Group", writer.fill("{Measure}"), writer.fill("{Measure2}"), "n"],
    ...groups.map((group, i) => [group, first[i]!, second[i]!, String(size)]),
  ];
}

/** Two decimals below 10, one below 100, none above. */
function inFull(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
