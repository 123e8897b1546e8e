import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";

/** A file of a zip archive, honest or not. */
export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** True if it is not compressed. */
  readonly stored?: boolean;
  /** Size that the archive states; the true one by default. */
  readonly statedSize?: number;
  /** Sets the flag only. */
  readonly encrypted?: boolean;
}

/**
 * Writes a zip archive by the format's specification (APPNOTE 6.3.10, sections
 * 4.3.7, 4.3.12 and 4.3.16), without any check, so that tests can have
 * archives that no tool would make.
 */
export function makeZip(files: readonly ZipFile[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const data = file.stored
      ? Buffer.from(file.bytes)
      : deflateRawSync(file.bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x800 | (file.encrypted ? 1 : 0), 2); // UTF-8 names
    common.writeUInt16LE(file.stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(file.bytes), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(file.statedSize ?? file.bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(signature(0x04034b50), common, name, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(signature(0x02014b50), version(20), common, rest, name);
    offset += 30 + name.length + data.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function version(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
