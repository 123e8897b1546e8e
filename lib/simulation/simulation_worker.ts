/** A worker thread that simulates the settings that it is sent, one at a time. */

import type { Setting } from "lib/simulation/setting.ts";
import {
  type MethodScore,
  simulateSetting,
  type SimulationOptions,
} from "lib/simulation/simulate_setting.ts";

/** What the worker is sent. */
export interface SimulationOrder {
  readonly index: number;
  readonly setting: Setting;
  readonly options: SimulationOptions;
}

/** What the worker sends back. */
export interface SimulationReply {
  readonly index: number;
  readonly scores: readonly MethodScore[];
}

const thread = globalThis as unknown as {
  onmessage: (event: MessageEvent<SimulationOrder>) => void;
  postMessage: (reply: SimulationReply) => void;
};

thread.onmessage = ({ data: { index, setting, options } }) => {
  thread.postMessage({ index, scores: simulateSetting(setting, options) });
};
