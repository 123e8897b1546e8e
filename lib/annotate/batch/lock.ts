import { lockFolder } from "lib/files.ts";

/**
 * Lets one command at a time work on a study's batches. The lock ends with its
 * process, however that ends.
 *
 * @param folder The folder of the study's batches; it is made where it is missing.
 * @returns To be closed when the work is done.
 * @throws {Error} If another process holds it.
 */
export async function lockBatches(folder: string): Promise<Disposable> {
  await Deno.mkdir(folder, { recursive: true });
  return await lockFolder(
    folder,
    `Cannot work on the batches in "${folder}" as another batch command is at it; wait until it is done`,
  );
}
