import { isThere } from "lib/files.ts";
import { storePath } from "lib/study/run_store.ts";
import { savedSettingsPath } from "lib/study/saved_settings.ts";
import { UsageError } from "lib/tasks/command.ts";

/**
 * Lets the name of a run stand for its whole study, in commands about a run
 * that is there: its settings were kept beside its store.
 *
 * @param args Flags that choose a study.
 * @returns The same, with the kept settings as `--study` if they name a run but
 * neither a study file nor a corpus.
 * @throws {UsageError} If the run's settings are not kept.
 */
export async function studyOfRun(args: readonly string[]): Promise<string[]> {
  const valueOf = (flag: string) => {
    const at = args.findIndex((arg) =>
      arg === flag || arg.startsWith(`${flag}=`)
    );
    return at < 0 ? undefined : args[at]!.split("=")[1] ?? args[at + 1];
  };
  const name = valueOf("--name");
  const isChosen = ["--study", "--corpus"].some((flag) =>
    valueOf(flag) !== undefined
  );
  if (!name || isChosen || !await isThere(storePath({ name }))) {
    return [...args];
  }
  const path = savedSettingsPath({ name });
  if (await isThere(path)) return ["--study", path, ...args];
  throw new UsageError(
    `Cannot use --name alone as the settings of run "${name}" are not kept: name its study file as well, with --study`,
  );
}
