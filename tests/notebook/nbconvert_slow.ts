import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { temporaryFolder } from "tests/notebook/tiny_notebook.ts";

const NOTEBOOKS = join(import.meta.dirname ?? "", "../../notebooks");
const names = (await Array.fromAsync(Deno.readDir(NOTEBOOKS)))
  .map((entry) => entry.name).filter((name) => name.endsWith(".ipynb")).sort();

const hasJupyter = await hasNbconvert();
if (!hasJupyter) {
  console.log("Skipped: nbconvert, as Jupyter is not installed here");
}

for (const name of names) {
  Deno.test({
    name: `${name} runs under jupyter nbconvert --execute`,
    ignore: !hasJupyter,
    async fn() {
      await using folder = await temporaryFolder();
      await writeKernel(folder.path);
      const { success, stderr } = await new Deno.Command("jupyter", {
        args: [
          "nbconvert",
          "--execute",
          "--to",
          "notebook",
          "--ExecutePreprocessor.kernel_name=deno",
          "--output-dir",
          folder.path,
          join(NOTEBOOKS, name),
        ],
        env: { JUPYTER_DATA_DIR: folder.path, NO_COLOR: "1" },
      }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
      const text = await Deno.readTextFile(join(folder.path, basename(name)));
      const { cells } = JSON.parse(text);
      const errors = cells.flatMap((
        cell: { outputs?: { output_type: string }[] },
      ) =>
        (cell.outputs ?? []).filter((output) => output.output_type === "error")
      );
      assert.deepEqual(errors, []);
    },
  });
}

/** A kernel that is this Deno, whatever the user has installed. */
async function writeKernel(folder: string): Promise<void> {
  const kernel = join(folder, "kernels", "deno");
  await Deno.mkdir(kernel, { recursive: true });
  const argv = [Deno.execPath(), "jupyter", "--kernel", "--conn"];
  await Deno.writeTextFile(
    join(kernel, "kernel.json"),
    JSON.stringify({
      argv: [...argv, "{connection_file}"],
      display_name: "Deno",
      language: "typescript",
    }),
  );
}

async function hasNbconvert(): Promise<boolean> {
  try {
    const args = ["nbconvert", "--version"];
    return (await new Deno.Command("jupyter", { args }).output()).success;
  } catch {
    return false;
  }
}
