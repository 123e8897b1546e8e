import { AnnotatorStopped } from "lib/annotate/annotator.ts";
import type { Gate } from "lib/annotate/gate/gate.ts";

/**
 * Makes a gate let nothing more through once a request has shown that no other
 * will pass either: what still waits for its turn is not sent.
 */
export function stopTogether(gate: Gate): Gate {
  let stopped: AnnotatorStopped | null = null;
  return {
    get state() {
      return gate.state;
    },
    send: (reservation, request, signal) =>
      gate.send(reservation, async (signal) => {
        if (stopped !== null) throw stopped;
        try {
          return await request(signal);
        } catch (error) {
          if (error instanceof AnnotatorStopped) stopped = error;
          throw error;
        }
      }, signal),
  };
}
