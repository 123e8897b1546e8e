import assert from "node:assert/strict";
import { commandLine } from "lib/tasks/command.ts";

Deno.test("commandLine() quotes what a shell would take apart", () => {
  assert.equal(
    commandLine("annotate", [
      "--corpus",
      "jats:my papers",
      "--model=a/b:1",
      "it's",
    ]),
    "deno task annotate --corpus 'jats:my papers' --model=a/b:1 'it'\\''s'",
  );
});
