/** Shows how far long work is: a live line on a terminal, plain lines elsewhere. */
export interface Progress {
  /** Reports that `done` of `total` units are finished; total is null if unknown. */
  update(done: number, total: number | null, note?: string): void;
  /** Ends the current line with a last report. */
  finish(text: string): void;
  /** Leaves the current line as it is, for whatever is written next. */
  end(): void;
}

/** Where progress is written, and by which clock. */
export interface ProgressOptions {
  /** What is being done, such as "Annotating". */
  readonly title: string;
  /** What is counted, such as "papers". */
  readonly unit: string;
  readonly isTerminal: boolean;
  readonly write: (text: string) => void;
  /** Milliseconds from any start. */
  readonly now: () => number;
}

/** Milliseconds over which the rate is taken: what was done before says little. */
const WINDOW_MS = 60_000;
const MARK_MS = 1_000;

/** Milliseconds between two reports. */
const LIVE_MS = 100;
const PLAIN_MS = 10_000;

/**
 * Starts a progress display.
 *
 * @example A plain line each ten seconds
 * ```ts
 * import { startProgress } from "lib/tasks/progress.ts";
 * import assert from "node:assert/strict";
 * let time = 0;
 * const lines: string[] = [];
 * const progress = startProgress({
 *   title: "Annotating",
 *   unit: "papers",
 *   isTerminal: false,
 *   write: (text) => lines.push(text),
 *   now: () => time,
 * });
 * time = 20_000;
 * progress.update(500, 1500);
 * assert.deepEqual(lines, ["Annotating 500/1,500 papers, 25 papers/s, 0:40 left\n"]);
 * ```
 */
export function startProgress(options: ProgressOptions): Progress {
  const { title, unit, isTerminal, write, now } = options;
  let reported = now();
  const marks = [{ time: reported, done: 0 }];
  /** Units per second over the last minute. */
  const rate = (time: number, done: number) => {
    while (marks.length > 1 && marks[1]!.time <= time - WINDOW_MS) {
      marks.shift();
    }
    const first = marks[0]!;
    if (time - marks.at(-1)!.time >= MARK_MS) marks.push({ time, done });
    return (done - first.done) / Math.max(0.001, (time - first.time) / 1000);
  };
  let width = 0;
  let isOpen = false;
  const line = (text: string) => {
    write(`\r${text.padEnd(width)}`);
    width = text.length;
    isOpen = true;
  };
  const end = () => {
    if (isOpen) write("\n");
    isOpen = false;
  };
  return {
    update(done, total, note = "") {
      const time = now();
      const pause = isTerminal ? LIVE_MS : PLAIN_MS;
      if (time - reported < pause) return;
      reported = time;
      const perSecond = rate(time, done);
      const parts = [
        total === null
          ? `${title} ${count(done)} ${unit}`
          : `${title} ${count(done)}/${count(total)} ${unit}`,
        perSecond > 0 && perSecond < 1
          ? `${count(Math.round(60 * perSecond))} ${unit}/min`
          : `${count(Math.round(perSecond))} ${unit}/s`,
      ];
      if (total !== null && perSecond > 0) {
        parts.push(`${clock((total - done) / perSecond)} left`);
      }
      if (note) parts.push(note);
      if (isTerminal) line(`${bar(done, total)}${parts.join(", ")}`);
      else write(`${parts.join(", ")}\n`);
    },
    finish(text) {
      if (isTerminal) line(text);
      else write(`${text}\n`);
      end();
    },
    end,
  };
}

const count = (value: number) => value.toLocaleString("en-US");

function bar(done: number, total: number | null): string {
  if (total === null || total === 0) return "";
  const filled = Math.round((done / total) * 20);
  return `[${"#".repeat(filled)}${"-".repeat(20 - filled)}] `;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
  ];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}
