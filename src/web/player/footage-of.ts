/** The footage of one camera within a request, as the API names it. */
export interface FootageOf {
  /** Id of the request. */
  readonly id: string;
  readonly cameraId: string;
}
