/** A refusal below this share of the expected limit comes early. */
const EARLY = 0.97;
/**
 * So many early refusals in a row, each with few refused since the cut before
 * it, are not about the rate: together the cuts more than halve it.
 */
const TOO_MANY_EARLY = 8;
/** What "few" is, and over how many requests at least it can be told. */
const FEW = { share: 0.25, requests: 8 };
/** Share refused that is too much after all: so many times the usual, and at least. */
const TOO_MUCH = { times: 3, least: 0.15 };
/** Requests over which that share is measured. */
const LATEST = 200;

/** What a refusal means for the rate. */
export type Meaning =
  /** The rate is too high. */
  | "cut"
  /** It has another cause. */
  | "ignore"
  /** The last ones had another cause as well: back to the rate before them. */
  | { readonly restore: number };

/** Rates in requests per millisecond; null if there is none so far. */
export interface Rates {
  /** At which requests are sent. */
  readonly rate: number | null;
  /** At which a refusal is expected. */
  readonly ceiling: number | null;
  /** That the server seems to accept. */
  readonly accepted: number;
}

/** Tells refusals that are about the rate from those that are not. */
export interface OtherCauses {
  /** Notes how a request ended that was sent after the last cut. */
  note(isRefused: boolean): void;
  /** Says what the refusal means that was just noted. */
  judge(rates: Rates): Meaning;
}

/**
 * Starts to watch refusals. A server may refuse requests for reasons of its
 * own, however slowly they come; a rate that is cut at each of them would go
 * down to nothing. Where refusals keep coming early and single, although the
 * rate was cut again and again, they are ignored from then on, until clearly
 * more than the usual share of the requests is refused.
 */
export function watchOtherCauses(): OtherCauses {
  let early = { count: 0, requests: 0, rateBefore: 0 };
  let tolerated: number | null = null;
  let latest: boolean[] = []; // since the last cut, true: refused
  return {
    note(isRefused) {
      latest.push(isRefused);
      if (latest.length > LATEST) latest.shift();
    },
    judge({ rate, ceiling, accepted }) {
      const requests = latest.length;
      const share = latest.filter((isRefused) => isRefused).length / requests;
      if (tolerated !== null && (requests < LATEST || share < tolerated)) {
        return "ignore";
      }
      latest = [];
      const isEarly = rate !== null && ceiling !== null &&
        rate < EARLY * ceiling;
      const isClear = requests >= FEW.requests;
      if (tolerated !== null || !isEarly || (isClear && share >= FEW.share)) {
        tolerated = null;
        early = { count: 0, requests: 0, rateBefore: accepted };
      } else if (isClear) {
        early.count++;
        early.requests += requests;
      }
      if (early.count < TOO_MANY_EARLY) return "cut";
      const usual = early.count / early.requests;
      tolerated = Math.max(TOO_MUCH.least, TOO_MUCH.times * usual);
      return { restore: early.rateBefore };
    },
  };
}
