/** The gallery: all figures of a run in one page. */

export {
  buildGallery,
  type GalleryContent,
} from "lib/figures/gallery/build_gallery.ts";
export type { GalleryTable } from "lib/figures/gallery/figure_section.ts";
export type {
  GalleryClaim,
  GalleryFindings,
} from "lib/figures/gallery/findings_section.ts";
