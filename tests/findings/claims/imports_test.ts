import assert from "node:assert/strict";

const FOLDERS = ["lib/findings/claims/", "lib/findings/"];

/** What each file of these folders imports of them. */
function importsOfFindings(): Map<string, string[]> {
  const root = new URL("../../../", import.meta.url);
  const files = FOLDERS.flatMap((folder) =>
    [...Deno.readDirSync(new URL(folder, root))]
      .filter(({ name }) => name.endsWith(".ts"))
      .map(({ name }) => folder + name)
  );
  return new Map(files.map((file) => {
    const text = Deno.readTextFileSync(new URL(file, root));
    const imported = [...text.matchAll(/^(?! \*).* from "(lib\/[^"]+)";/gm)]
      .map((match) => match[1]!);
    return [file, imported.filter((other) => files.includes(other))];
  }));
}

Deno.test("no file of the findings imports itself through others", () => {
  const imports = importsOfFindings();
  assert.ok(
    imports.get("lib/findings/claims/judge_run.ts")!.includes(
      "lib/findings/claims/trend_findings.ts",
    ),
  );
  // Files that import none of those that are left go first; a cycle stays.
  const left = new Set(imports.keys());
  let before = Infinity;
  while (left.size < before) {
    before = left.size;
    for (const file of left) {
      if (imports.get(file)!.every((other) => !left.has(other))) {
        left.delete(file);
      }
    }
  }
  assert.deepEqual([...left], []);
});
