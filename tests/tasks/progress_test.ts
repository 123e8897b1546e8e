import assert from "node:assert/strict";
import { startProgress } from "lib/tasks/progress.ts";

/** A progress display with a clock that the test sets. */
function display(isTerminal: boolean) {
  const written: string[] = [];
  const clock = { time: 0 };
  const progress = startProgress({
    title: "Annotating",
    unit: "papers",
    isTerminal,
    write: (text) => written.push(text),
    now: () => clock.time,
  });
  return { progress, written, clock };
}

Deno.test("startProgress() shows a live line with bar, rate and time left on a terminal", () => {
  const { progress, written, clock } = display(true);
  clock.time = 60_000;
  progress.update(600, 48_000, "3 failed");
  // 10 papers a second, 47,400 left: 4,740 s.
  assert.deepEqual(written, [
    "\r[--------------------] Annotating 600/48,000 papers, 10 papers/s, 1:19:00 left, 3 failed",
  ]);
  clock.time = 60_050;
  progress.update(601, 48_000);
  assert.equal(written.length, 1);
  progress.finish("Done");
  assert.equal(written[1]!.trimEnd(), "\rDone");
  assert.equal(written[1]!.length, written[0]!.length);
  assert.equal(written[2], "\n");
});

Deno.test("startProgress() writes plain lines elsewhere, one in ten seconds", () => {
  const { progress, written, clock } = display(false);
  for (let second = 1; second <= 25; second++) {
    clock.time = second * 1000;
    progress.update(second * 2, null);
  }
  progress.finish("Done");
  assert.deepEqual(written, [
    "Annotating 20 papers, 2 papers/s\n",
    "Annotating 40 papers, 2 papers/s\n",
    "Done\n",
  ]);
});
