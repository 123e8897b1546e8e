import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import type { Gate } from "lib/annotate/gate/gate.ts";

/**
 * Makes a gate stop as a run should. Once a request has shown that no other
 * will pass either, what still waits for its turn is not sent. An interruption
 * ends the waiting as well, but not the requests in flight: their answers are
 * paid for.
 */
export function stopTogether(gate: Gate): Gate {
  let stopped: AnnotatorStopped | null = null;
  return {
    get state() {
      return gate.state;
    },
    send: (reservation, request, signal) =>
      gate.send(reservation, async () => {
        if (stopped !== null) throw stopped;
        try {
          return await request(new AbortController().signal);
        } catch (error) {
          if (error instanceof AnnotatorStopped) stopped = error;
          throw error;
        }
      }, signal),
  };
}
