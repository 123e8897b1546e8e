import assert from "node:assert/strict";
import { extractJson } from "lib/annotate/llm/extract_json.ts";

Deno.test("extractJson() finds the JSON in what models write around it", () => {
  const cases: [said: string, value: unknown][] = [
    ['{"a": 1}', { a: 1 }],
    [' \n{"a": 1}\n', { a: 1 }],
    ['Sure!\n```json\n{"a": 1}\n```\nAnything else?', { a: 1 }],
    ['```\n{"a": 0}\n```\nBetter:\n```json\n{"a": 1}\n```', { a: 1 }],
    ['The answer is {"a": "x } \\" {"} as asked {"b": 2}', { a: 'x } " {' }],
    ['The set {1, 2} gives {"a": 1}', { a: 1 }],
    ['<think>maybe {"a": 0}</think>{"a": 1}', { a: 1 }],
    ['maybe {"a": 0}</think>\n{"a": 1}', { a: 1 }],
    ['{"a": "</think>"}', { a: "</think>" }],
    ['<think>never ends {"a": 0}', undefined],
    ['{"a": 1', undefined],
    ["no", undefined],
    ["", undefined],
    ["``` ```", undefined],
  ];
  for (const [said, value] of cases) {
    assert.deepEqual(extractJson(said), value, said);
  }
});
