/** Scripted copies of the services that papers are collected from, on loopback; all content is invented. */

export * from "tests/support/services/server.ts";
export { budgetSpent } from "tests/support/services/openalex.ts";
export {
  articleOf,
  JOURNALS,
  KEYWORDS,
  ODDITIES,
  type WorldPaper,
} from "tests/support/services/world.ts";
