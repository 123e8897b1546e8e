/**
 * A model server as a process of its own, so that what it costs does not count
 * into the figures of the process that is measured. The first argument is its
 * options as JSON; its base URL is the first line of output. It ends when its
 * standard input is closed, and so does not outlive the process that made it.
 */

import { startModelServer } from "tests/support/endpoint/model_server.ts";

await using server = startModelServer({
  keepBodies: false,
  ...JSON.parse(Deno.args[0] ?? "{}"),
});
console.log(server.baseUrl);
await Deno.stdin.readable.pipeTo(new WritableStream());
