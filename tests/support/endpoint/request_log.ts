import type { Fault } from "tests/support/endpoint/options.ts";
import type { SeenRequest } from "tests/support/endpoint/seen_request.ts";

/** A request and what became of it. */
export interface LoggedRequest extends SeenRequest {
  readonly method: string;
  /** HTTP status of the response; null while there is none. */
  status: number | null;
  /** What was done to it on purpose; null if it was answered as it should be. */
  fault: Fault | "over_limit" | null;
  promptTokens: number;
  cachedTokens: number;
}

/** Counts over a log. */
export interface RequestStats {
  readonly requests: number;
  /** Without a response so far. */
  readonly inFlight: number;
  readonly mostInFlight: number;
  /** By HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly promptTokens: number;
  readonly cachedTokens: number;
}

/** All requests in the order in which they arrived. */
export interface RequestLog {
  readonly requests: LoggedRequest[];
  /** Requests to the chat API without a response so far. */
  readonly inFlight: number;
  /** Notes a request's arrival. */
  arrive(request: SeenRequest, method: string): LoggedRequest;
  /** Notes its response. */
  leave(request: LoggedRequest, status: number): void;
  stats(): RequestStats;
}

/** Opens a log. */
export function openLog(keepBodies: boolean): RequestLog {
  const requests: LoggedRequest[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  return {
    requests,
    get inFlight() {
      return inFlight;
    },
    arrive({ path, authorization, body }, method) {
      inFlight++;
      mostInFlight = Math.max(mostInFlight, inFlight);
      const request: LoggedRequest = {
        path,
        authorization,
        body: keepBodies ? body : null,
        method,
        status: null,
        fault: null,
        promptTokens: 0,
        cachedTokens: 0,
      };
      requests.push(request);
      return request;
    },
    leave(request, status) {
      inFlight--;
      request.status = status;
    },
    stats() {
      const statuses: Record<string, number> = {};
      const faults: Record<string, number> = {};
      let promptTokens = 0;
      let cachedTokens = 0;
      for (const request of requests) {
        const { status, fault } = request;
        if (status !== null) statuses[status] = (statuses[status] ?? 0) + 1;
        if (fault !== null) faults[fault] = (faults[fault] ?? 0) + 1;
        promptTokens += request.promptTokens;
        cachedTokens += request.cachedTokens;
      }
      return {
        requests: requests.length,
        inFlight,
        mostInFlight,
        statuses,
        faults,
        promptTokens,
        cachedTokens,
      };
    },
  };
}
