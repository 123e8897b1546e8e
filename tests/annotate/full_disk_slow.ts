import assert from "node:assert/strict";
import { projectPath } from "lib/paths.ts";

/** Runs code where a folder is a small disk, or one that cannot be written. */
async function withMount(folder: string, mount: string, code: string) {
  const script = `${mount} && exec "$0" eval "$1"`;
  const { stdout, stderr } = await new Deno.Command("unshare", {
    args: ["-m", "sh", "-c", script, Deno.execPath(), code],
    cwd: projectPath(""),
    env: { NO_COLOR: "1", FOLDER: folder },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { said: text(stdout), failed: text(stderr) };
}

const canMount = Deno.build.os === "linux" &&
  await new Deno.Command("unshare", { args: ["-m", "true"], stderr: "null" })
    .output().then(({ success }) => success, () => false);
if (!canMount) console.log("Disks are not tested: this user cannot mount any");

Deno.test({
  name:
    "a full disk is said in one sentence, and what was saved before is whole",
  ignore: !canMount,
  async fn() {
    const folder = await Deno.makeTempDir();
    const { said, failed } = await withMount(
      folder,
      'mount -t tmpfs -o size=400k none "$FOLDER"',
      `
      import { openStore } from "lib/annotate/store.ts";
      import { ANNOTATION } from "tests/support/annotation.ts";
      import { record } from "tests/support/record.ts";
      const path = Deno.env.get("FOLDER") + "/run.sqlite";
      const store = openStore(path);
      let saved = 0;
      try {
        for (;; saved++) {
          record(store, { ...ANNOTATION, key: "k" + saved, raw: "x".repeat(2000) });
        }
      } catch (error) {
        console.log(error.message);
      }
      store.close();
      const again = openStore(path);
      let whole = 0;
      while (again.get("k" + whole)?.attempts.length === 2) whole++;
      console.log(saved > 0, saved === whole, again.summary().questions[0].answered === saved);
    `,
    );
    assert.equal(
      said,
      `Cannot write to the run's store "${folder}/run.sqlite" as the disk is full; free some space and run the same command again\ntrue true true\n`,
      failed,
    );
  },
});

Deno.test({
  name: "a store that cannot be written is refused in one sentence",
  ignore: !canMount,
  async fn() {
    const folder = await Deno.makeTempDir();
    const { said, failed } = await withMount(
      folder,
      'mount --bind "$FOLDER" "$FOLDER" && mount -o remount,ro,bind "$FOLDER"',
      `
      import { openStore } from "lib/annotate/store.ts";
      try {
        openStore(Deno.env.get("FOLDER") + "/run.sqlite");
      } catch (error) {
        console.log(error.message);
      }
    `,
    );
    assert.match(
      said,
      /^Cannot open the run's store ".*run\.sqlite" as .* check that its folder exists and is writable\n$/,
      failed,
    );
  },
});
