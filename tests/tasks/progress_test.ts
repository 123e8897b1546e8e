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

Deno.test("startProgress() takes the rate from the last minute", () => {
  const { progress, written, clock } = display(false);
  const at = (second: number, done: number) => {
    clock.time = second * 1000;
    progress.update(done, 10_000);
  };
  at(10, 6000); // what was there before
  for (let second = 20; second <= 130; second += 10) at(second, 6000 + second);
  assert.match(written[0]!, /600 papers\/s/);
  // From second 70 to 130: 60 papers, and 3,870 left.
  assert.equal(
    written.at(-1),
    "Annotating 6,130/10,000 papers, 1 papers/s, 1:04:30 left\n",
  );
});

Deno.test("startProgress() counts slow work by the minute", () => {
  const { progress, written, clock } = display(false);
  clock.time = 60_000;
  progress.update(12, 24);
  assert.deepEqual(written, [
    "Annotating 12/24 papers, 12 papers/min, 1:00 left\n",
  ]);
});

Deno.test("startProgress() leaves an open line so that the next text has its own", () => {
  const { progress, written, clock } = display(true);
  progress.end();
  assert.deepEqual(written, []);
  clock.time = 1000;
  progress.update(1, 2);
  progress.end();
  progress.end();
  assert.deepEqual(written.slice(1), ["\n"]);
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
