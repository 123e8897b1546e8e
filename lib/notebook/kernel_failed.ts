/** Why a kernel cannot go on. */
export type KernelFailure = "died" | "timeout" | "damaged";

/** The kernel cannot go on and has to be stopped. */
export class KernelFailed extends Error {
  override readonly name = "KernelFailed";
  readonly failure: KernelFailure;

  constructor(failure: KernelFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}
