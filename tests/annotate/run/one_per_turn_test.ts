import assert from "node:assert/strict";
import { clearImmediate, setImmediate } from "node:timers";
import { onePerTurn } from "lib/annotate/run/one_per_turn.ts";

Deno.test("onePerTurn() lets each piece begin in a turn of its own, in order", async () => {
  let turns = 0;
  const count = () => {
    turns++;
    ticking = setImmediate(count);
  };
  let ticking = setImmediate(count);
  const turn = onePerTurn();
  const begun: { name: string; turn: number }[] = [];
  const piece = async (name: string) => {
    await turn();
    begun.push({ name, turn: turns });
  };
  await Promise.all([piece("a"), piece("b"), piece("c")]);
  clearImmediate(ticking);
  assert.deepEqual(begun.map(({ name }) => name), ["a", "b", "c"]);
  assert.equal(new Set(begun.map(({ turn }) => turn)).size, 3);
});
