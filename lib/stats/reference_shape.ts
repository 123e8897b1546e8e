/** How the inputs and results of the reference cases are read and written. */

import { z } from "zod";

export const number = z.number();
export const numbers = z.array(number);
export const table = z.array(numbers);
export const names = z.array(z.string());
export const confidence = number.optional();

/** Computes a result from an input of any shape; throws where it cannot. */
export type Statistic = (input: unknown) => unknown;

/** The result where a statistic does not exist. */
export function undefinedResult(reason: string) {
  return { undefined: true, reason };
}

/** A statistic that checks the shape of its input first. */
export function statistic<T>(
  shape: z.ZodType<T>,
  compute: (input: T) => unknown,
): Statistic {
  return (input) => compute(shape.parse(input));
}

/** Writes the names of a result's values as the reference cases do. */
export function snakeCase(result: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [
      key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
      value,
    ]),
  );
}
