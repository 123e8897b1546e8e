/** A headless Chromium, driven over its DevTools protocol. */

const BINARY = "/usr/bin/chromium";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--hide-scrollbars",
  "--remote-debugging-port=0",
];

type Message = Record<string, unknown>;

/** True where Debian's Chromium is installed. */
export function hasBrowser(): boolean {
  try {
    return Deno.statSync(BINARY).isFile;
  } catch {
    return false;
  }
}

/** A page in the browser, and what it did. */
export interface Page {
  /** What scripts wrote to the console as warning or error, or did not catch. */
  readonly problems: string[];
  /** Addresses that the page asked for, but for the file itself and data. */
  readonly requests: string[];
  open(file: string): Promise<void>;
  /** Evaluates an expression in the page; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  /** Sets the size of the window in CSS pixels, and what the system prefers. */
  emulate(
    width: number,
    height: number,
    scheme: "light" | "dark",
  ): Promise<void>;
  moveMouse(x: number, y: number): Promise<void>;
  click(x: number, y: number): Promise<void>;
  print(): Promise<Uint8Array>;
  screenshot(): Promise<Uint8Array>;
}

/** Starts a browser with a profile of its own, runs something, and ends it. */
export async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const profile = await Deno.makeTempDir();
  const browser = new Deno.Command(BINARY, {
    args: [...FLAGS, `--user-data-dir=${profile}`, "about:blank"],
    env: { HOME: profile },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const errors = browser.stderr.pipeThrough(new TextDecoderStream());
  const reader = errors.getReader();
  try {
    const [, port] = await readUntil(reader, /ws:\/\/127\.0\.0\.1:(\d+)\//);
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = await answer.json() as Record<string, string>[];
    const target = targets.find(({ type }) => type === "page");
    const connection = await connect(target?.webSocketDebuggerUrl ?? "");
    try {
      return await use(await preparePage(connection));
    } finally {
      // Ends the processes of the browser, too.
      await connection.send("Browser.close");
      await connection.closed;
    }
  } finally {
    await reader.cancel();
    try {
      browser.kill("SIGKILL");
    } catch {
      // It has ended already, as it should.
    }
    await browser.status;
    // Child processes of the browser may write to the profile while they end.
    await removeFolder(profile);
  }
}

async function removeFolder(folder: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    try {
      await Deno.remove(folder, { recursive: true });
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

async function readUntil(
  reader: ReadableStreamDefaultReader<string>,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  let text = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The browser did not start: ${text}`);
    text += value;
    const match = pattern.exec(text);
    if (match) return match;
  }
}

interface Connection {
  send(method: string, params?: Message): Promise<Message>;
  listen(listener: (method: string, params: Message) => void): void;
  /** Resolves when the browser has gone. */
  readonly closed: Promise<void>;
}

async function connect(address: string): Promise<Connection> {
  const socket = new WebSocket(address);
  await new Promise((done, fail) => {
    socket.onopen = done;
    socket.onerror = fail;
  });
  const waiting = new Map<number, (message: Message) => void>();
  const listeners: ((method: string, params: Message) => void)[] = [];
  let last = 0;
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data) as Message;
    if (message.id !== undefined) waiting.get(message.id as number)?.(message);
    else {
      for (const listener of listeners) {
        listener(String(message.method), message.params as Message);
      }
    }
  };
  return {
    send: async (method, params = {}) => {
      const id = ++last;
      const answer = new Promise<Message>((done) => waiting.set(id, done));
      socket.send(JSON.stringify({ id, method, params }));
      const { result, error } = await answer;
      if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
      return result as Message;
    },
    listen: (listener) => void listeners.push(listener),
    closed: new Promise((done) => socket.onclose = () => done()),
  };
}

async function preparePage({ send, listen }: Connection): Promise<Page> {
  const problems: string[] = [];
  const requests: string[] = [];
  let address = "";
  let loaded = () => {};
  listen((method, params) => {
    if (method === "Page.loadEventFired") loaded();
    if (method === "Runtime.exceptionThrown") {
      problems.push(JSON.stringify(params.exceptionDetails));
    }
    if (method === "Runtime.consoleAPICalled" && params.type !== "log") {
      problems.push(JSON.stringify(params));
    }
    if (method === "Log.entryAdded") {
      problems.push(JSON.stringify(params.entry));
    }
    if (method === "Network.requestWillBeSent") {
      const { url } = params.request as { url: string };
      if (url !== address && !url.startsWith("data:")) requests.push(url);
    }
  });
  for (const domain of ["Page", "Runtime", "Log", "Network"]) {
    await send(`${domain}.enable`);
  }
  const mouse = (type: string, x: number, y: number, more: Message = {}) =>
    send("Input.dispatchMouseEvent", { type, x, y, ...more });
  const bytes = (data: unknown) => Uint8Array.fromBase64(String(data));
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    }) as { result: { value: T }; exceptionDetails?: unknown };
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  };
  return {
    problems,
    requests,
    evaluate,
    open: async (file) => {
      const done = new Promise<void>((done) => loaded = done);
      address = new URL(file, "file:///").href;
      await send("Page.navigate", { url: address });
      await done;
    },
    emulate: async (width, height, scheme) => {
      await send("Emulation.setDeviceMetricsOverride", {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: width < 500,
      });
      await send("Emulation.setEmulatedMedia", {
        features: [{ name: "prefers-color-scheme", value: scheme }],
      });
    },
    moveMouse: async (x, y) => void await mouse("mouseMoved", x, y),
    click: async (x, y) => {
      const left = { button: "left", clickCount: 1 };
      await mouse("mousePressed", x, y, left);
      await mouse("mouseReleased", x, y, left);
    },
    print: async () =>
      bytes((await send("Page.printToPDF", { printBackground: true })).data),
    screenshot: async () =>
      bytes(
        (await send("Page.captureScreenshot", { captureBeyondViewport: true }))
          .data,
      ),
  };
}
