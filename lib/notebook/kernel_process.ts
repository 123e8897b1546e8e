/** Deno's Jupyter kernel as a child process, and nothing of it left behind. */

/** A kernel that was started; whether it answers is not known yet. */
export interface KernelProcess {
  readonly ports: { readonly shell: number; readonly iopub: number };
  /** Key that signs the messages, new for each kernel. */
  readonly key: string;
  /** Resolves when the kernel has ended, with how. */
  readonly ended: Promise<string>;
  /** Removes the file that told the kernel its ports and key. */
  forgetConnection(): Promise<void>;
  /** Ends the kernel if it still runs; its connection file goes too. */
  stop(): Promise<void>;
}

/** The same on every machine, so that outputs are. */
const FIXED_ENVIRONMENT = {
  NO_COLOR: "1",
  TZ: "UTC",
  LC_ALL: "C.UTF-8",
  LANG: "C.UTF-8",
  DENO_NO_UPDATE_CHECK: "1",
};

/** What Deno needs to find its cache and packages; no keys or tokens. */
const INHERITED_VARIABLES = [
  ...["PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME"],
  ...["DENO_DIR", "DENO_CERT", "DENO_TLS_CA_STORE", "NPM_CONFIG_REGISTRY"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"],
  ...["http_proxy", "https_proxy", "no_proxy"],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS"],
  ...["USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP"],
  ...["SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT"],
];

const STDERR_KEPT = 2000;
const LAST_WORDS_MS = 500;

/**
 * Starts `deno jupyter --kernel` on free ports of this computer.
 *
 * @param directory Where the kernel runs, as an absolute path.
 * @param environment Variables for the kernel beyond the fixed ones.
 */
export async function startKernelProcess(
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<KernelProcess> {
  const folder = await Deno.makeTempDir({ prefix: "deno_kernel_" });
  try {
    const [shell, iopub, control, stdin, heartbeat] = freePorts();
    const key = crypto.randomUUID();
    const connectionFile = `${folder}/connection.json`;
    await Deno.writeTextFile(
      connectionFile,
      JSON.stringify({
        ip: "127.0.0.1",
        transport: "tcp",
        shell_port: shell,
        iopub_port: iopub,
        control_port: control,
        stdin_port: stdin,
        hb_port: heartbeat,
        key,
        signature_scheme: "hmac-sha256",
      }),
      { mode: 0o600 },
    );
    const child = new Deno.Command(Deno.execPath(), {
      args: ["jupyter", "--quiet", "--kernel", "--conn", connectionFile],
      cwd: directory,
      clearEnv: true,
      env: kernelEnvironment(environment),
      stdin: "piped", // closes when this process ends, see kernel.ts
      stdout: "null",
      stderr: "piped",
      detached: true, // Ctrl-C reaches the executor only, which stops the kernel
    }).spawn();
    return { ports: { shell, iopub }, key, ...watch(child, folder) };
  } catch (error) {
    await Deno.remove(folder, { recursive: true });
    throw error;
  }
}

function watch(
  child: Deno.ChildProcess,
  folder: string,
): Pick<KernelProcess, "ended" | "forgetConnection" | "stop"> {
  let said = "";
  const silence = new AbortController();
  const listening = child.stderr.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({
      write: (text) => void (said = (said + text).slice(-STDERR_KEPT)),
    }),
    { signal: silence.signal },
  ).catch(() => {});
  const ended = child.status.then(async ({ signal, code }) => {
    // A process that the kernel started may hold its standard error open.
    const patience = setTimeout(() => silence.abort(), LAST_WORDS_MS);
    await listening;
    clearTimeout(patience);
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    return said ? `${how}, after it said:\n${said.trim()}` : how;
  });
  let removed: Promise<void> | null = null;
  const forgetConnection = () =>
    removed ??= Deno.remove(folder, { recursive: true });
  return {
    ended,
    forgetConnection,
    async stop() {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended by itself.
      }
      await ended;
      await child.stdin.close().catch(() => {});
      await forgetConnection();
    },
  };
}

function kernelEnvironment(
  environment: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of INHERITED_VARIABLES) {
    const value = Deno.env.get(name);
    if (value !== undefined) kept[name] = value;
  }
  return { ...kept, ...FIXED_ENVIRONMENT, ...environment };
}

type FivePorts = [number, number, number, number, number];

/** Five ports that nobody listens on now. */
function freePorts(): FivePorts {
  const listeners = Array.from(
    { length: 5 },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  listeners.forEach((listener) => listener.close());
  return ports as FivePorts;
}
