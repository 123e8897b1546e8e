import { isContact } from "lib/collect/settings.ts";
import { replaceFile } from "lib/files.ts";

/**
 * Writes the contact address into a study file, as `collect.contact`.
 *
 * @param file The study file; it must be valid JSON.
 * @throws {Error} If the text is no address.
 */
export async function saveContact(
  file: string,
  contact: string,
): Promise<void> {
  if (!isContact(contact)) {
    throw new Error(
      `Cannot use "${contact}" as a contact as it is no e-mail address and no URL`,
    );
  }
  const study = JSON.parse(
    (await Deno.readTextFile(file)).replace(/^\ufeff/, ""),
  );
  study.collect = { ...study.collect, contact };
  await replaceFile(file, JSON.stringify(study, null, 2) + "\n");
}
