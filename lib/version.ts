/** Version of this project, as manifests name it. */
export const VERSION = "0.1.0";
