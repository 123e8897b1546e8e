/** Python's exceptions, as far as the study's scripts meet them. */

/** An exception that ends a script of the study. */
export class PythonError extends Error {
  override readonly name = "PythonError";
  /** Python's own name of it, such as "TypeError". */
  readonly exception: string;

  constructor(exception: string, message: string) {
    super(message);
    this.exception = exception;
  }

  /** As Python prints it, cut to 80 characters of message. */
  get printed(): string {
    return `${this.exception}: ${[...this.message].slice(0, 80).join("")}`;
  }
}

/** Python's name for the type of a JSON value. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    case "string":
      return "str";
    default:
      return "dict";
  }
}

/** `value[key]` with a text as key. */
export function subscript(value: unknown, key: string): unknown {
  const type = typeName(value);
  if (type === "dict") {
    const object = value as Record<string, unknown>;
    if (Object.hasOwn(object, key)) return object[key];
    throw new PythonError("KeyError", `'${key}'`);
  }
  throw new PythonError(
    "TypeError",
    type === "list"
      ? "list indices must be integers or slices, not str"
      : type === "str"
      ? "string indices must be integers, not 'str'"
      : `'${type}' object is not subscriptable`,
  );
}

/** What `for … in value` goes through. */
export function iterate(value: unknown): readonly unknown[] {
  const type = typeName(value);
  if (type === "list") return value as unknown[];
  if (type === "str") return [...value as string];
  if (type === "dict") return Object.keys(value as object);
  throw new PythonError("TypeError", `'${type}' object is not iterable`);
}

/** `key in value`. */
export function contains(value: unknown, key: string): boolean {
  const type = typeName(value);
  if (type === "dict") return Object.hasOwn(value as object, key);
  if (type === "list") return (value as unknown[]).includes(key);
  if (type === "str") return (value as string).includes(key);
  throw new PythonError(
    "TypeError",
    `argument of type '${type}' is not iterable`,
  );
}
