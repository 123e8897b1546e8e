/** A refusal below this share of the expected limit comes early. */
const EARLY = 0.97;
/** Requests after a cut from which on the next refusal is a single one. */
const SINGLE = 5;
/**
 * So many more early single refusals than early close ones are not about the
 * rate: together the cuts more than halve it.
 */
const TOO_MANY_EARLY = 8;
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

/** A refusal, and the rates at the time in requests per millisecond; null if there is none so far. */
export interface Refusal {
  /** At which requests are sent. */
  readonly rate: number | null;
  /** At which a refusal is expected. */
  readonly ceiling: number | null;
  /** That the server seems to accept. */
  readonly accepted: number;
  /** Requests sent after the last cut, up to the one that was refused. */
  readonly requests: number;
}

/** Tells refusals that are about the rate from those that are not. */
export interface OtherCauses {
  /** Notes how a request ended that was sent after the last cut. */
  note(isRefused: boolean): void;
  /** Says what the refusal means that was just noted. */
  judge(refusal: Refusal): Meaning;
}

/**
 * Starts to watch refusals. A server may refuse requests for reasons of its
 * own, however slowly they come; a rate that is cut at each of them would go
 * down to nothing. Where refusals keep coming early and single, although the
 * rate was cut again and again, they are ignored from then on, until clearly
 * more than the usual share of the requests is refused.
 */
export function watchOtherCauses(): OtherCauses {
  let early = { count: 0, refusals: 0, requests: 0, rateBefore: 0 };
  let tolerated: number | null = null;
  let latest: boolean[] = []; // since the last cut, true: refused
  return {
    note(isRefused) {
      latest.push(isRefused);
      if (latest.length > LATEST) latest.shift();
    },
    judge({ rate, ceiling, accepted, requests }) {
      const refused = latest.filter((isRefused) => isRefused).length;
      const share = refused / latest.length;
      if (tolerated !== null && (latest.length < LATEST || share < tolerated)) {
        return "ignore";
      }
      latest = [];
      const isEarly = rate !== null && ceiling !== null &&
        rate < EARLY * ceiling;
      if (isEarly && tolerated === null) {
        early.count = Math.max(0, early.count + (requests < SINGLE ? -1 : 1));
        early.refusals++;
        early.requests += requests;
      } else {
        early = { count: 0, refusals: 0, requests: 0, rateBefore: accepted };
      }
      tolerated = null;
      if (early.count < TOO_MANY_EARLY) return "cut";
      const usual = early.refusals / early.requests;
      tolerated = Math.max(TOO_MUCH.least, TOO_MUCH.times * usual);
      return { restore: early.rateBefore };
    },
  };
}
