import { createHash } from "node:crypto";
import type { ServiceName } from "lib/collect/services.ts";
import { europePmc } from "tests/support/services/europepmc.ts";
import { openAlex } from "tests/support/services/openalex.ts";
import {
  f1000,
  plosJournals,
  plosSearch,
  pmc,
} from "tests/support/services/publishers.ts";
import { inventWorld, type WorldPaper } from "tests/support/services/world.ts";

/** A request as a service saw it. */
export interface SeenRequest {
  readonly service: ServiceName;
  /** Path and query. */
  readonly path: string;
  readonly at: number;
  /** Requests under way at this service, this one counted. */
  readonly underWay: number;
  readonly userAgent: string;
  readonly authorization: string | null;
  /** Status, or what was done instead. */
  outcome: string;
}

/** What a service does with a request instead of answering; null to answer. */
export type Fault = (
  request: SeenRequest,
) => Response | "cut off" | "mislabelled" | null;

/** How the services behave. */
export interface ServicesOptions {
  readonly papers?: number;
  /** Length of a text. */
  readonly bytes?: number;
  readonly fault?: Fault;
  /** Most requests in any second; one more is refused with 429. */
  readonly perSecond?: Partial<Record<ServiceName, number>>;
  /** Milliseconds for an answer. */
  readonly delayMs?: number;
}

/** Running services. */
export interface ScriptedServices extends AsyncDisposable {
  readonly world: readonly WorldPaper[];
  readonly log: SeenRequest[];
  /** For a study file: "collect": {"services": …}. Rates are high: tests are short. */
  readonly settings: Record<string, unknown>;
  /** Citations that every work has gained. */
  moreCitations: number;
  fault: Fault;
}

/** Starts every service, each on a port of its own on loopback. */
export function startServices(
  { papers = 60, bytes = 0, fault = () => null, perSecond = {}, delayMs = 0 }:
    ServicesOptions = {},
): ScriptedServices {
  const world = inventWorld(papers);
  const log: SeenRequest[] = [];
  const answers: Record<ServiceName, (url: URL) => Response> = {
    europepmc: europePmc(world, bytes),
    openalex: openAlex(world, () => services.moreCitations),
    plos_search: plosSearch(world),
    plos: plosJournals(world, bytes),
    f1000: f1000(world, bytes),
    pmc: pmc(world, bytes),
  };
  const names = Object.keys(answers) as ServiceName[];
  const servers = names.map((service) => {
    let underWay = 0;
    const times: number[] = [];
    const most = perSecond[service] ?? Infinity;
    return Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      async (request) => {
        const url = new URL(request.url);
        const path = url.pathname + url.search;
        const at = performance.now();
        underWay++;
        const entry: SeenRequest = {
          ...{ service, path, at, underWay, outcome: "" },
          userAgent: request.headers.get("user-agent") ?? "",
          authorization: request.headers.get("authorization"),
        };
        log.push(entry);
        try {
          if (delayMs > 0) {
            await new Promise((done) => setTimeout(done, delayMs));
          }
          times.push(at);
          const inSecond = times.filter((time) => time > at - 1000).length;
          if (inSecond > most) {
            entry.outcome = "too fast";
            return new Response("", { status: 429 });
          }
          const fault = services.fault(entry);
          const answer = fault instanceof Response
            ? fault
            : answers[service](url);
          entry.outcome = fault === "cut off" ? fault : String(answer.status);
          if (fault === "mislabelled") {
            answer.headers.set("content-type", "text/html");
          }
          return fault === "cut off" ? await cutOff(answer) : answer;
        } finally {
          underWay--;
        }
      },
    );
  });
  const services: ScriptedServices = {
    world,
    log,
    fault,
    moreCitations: 0,
    settings: Object.fromEntries(names.map((name, i) => [name, {
      url: `http://127.0.0.1:${servers[i]!.addr.port}`,
      limits: [{ requests: 400, seconds: 1 }],
    }])),
    async [Symbol.asyncDispose]() {
      await Promise.all(servers.map((server) => server.shutdown()));
    },
  };
  return services;
}

/** The first half of an answer, after which the connection breaks. */
async function cutOff(answer: Response): Promise<Response> {
  const body = new Uint8Array(await answer.arrayBuffer());
  const half = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(body.subarray(0, body.length >> 1));
      controller.close();
    },
  });
  const headers = new Headers(answer.headers);
  headers.set("content-length", String(body.length));
  return new Response(half, { headers });
}

/**
 * Faults as real services show them, the first time that an address is asked
 * for, of about so many in a thousand addresses for each kind.
 */
export function usualFaults(perThousand: number): Fault {
  const seen = new Set<string>();
  return ({ service, path }) => {
    if (seen.has(service + path)) return null;
    seen.add(service + path);
    const hash = createHash("sha256").update(path).digest().readUInt32BE();
    switch (Math.floor(hash % 1000 / perThousand)) {
      case 0:
        return new Response("", { status: 500 });
      case 1:
        return new Response("", {
          status: 503,
          headers: { "retry-after": "0" },
        });
      case 2:
        return new Response("", {
          status: 429,
          headers: { "retry-after": "0.05" },
        });
      case 3:
        return "cut off";
      case 4:
        return new Response(null, {
          status: 302,
          headers: {
            location: path + (path.includes("?") ? "&" : "?") + "r=1",
          },
        });
      case 5:
        return "mislabelled";
      default:
        return null;
    }
  };
}
