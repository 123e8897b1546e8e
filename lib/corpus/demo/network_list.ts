import type { Modality } from "lib/corpus/demo/theme.ts";
import type { PlantedReuse } from "lib/corpus/demo/truth.ts";

/** A published model that planted papers can reuse. */
export interface Network {
  readonly name: string;
  /** How papers print the name. */
  readonly spellings: readonly string[];
  /** First year in which a planted paper can use it. */
  readonly since: number;
  /** How often it is reused, in relation to the others. */
  readonly weight: number;
  readonly patterns: readonly PlantedReuse["pattern"][];
  /** Tags of sentences that fit it, such as "layers" if its layers can be exchanged. */
  readonly traits: readonly string[];
  /** Tags of the papers that it fits, as in a template; left out, it fits all. */
  readonly for?: readonly string[];
  /** What it had learned from, where that differs from its sort. */
  readonly source?: string;
}

const ALL = ["adaptation", "deployment", "conceptual"] as const;
const WEIGHTS = ["adaptation", "deployment"] as const;
const DESIGN = ["conceptual", "adaptation"] as const;

const LAYERS = ["weights", "layers"];
// ImageNet classes are of no use to the demo's papers: only features are taken.
const CLASSIFIER = ["features", "layers"];
const BACKBONE = ["features", "layers", "backbone"];
const TRANSFORMER = ["weights", "layers", "transformer"];

function network(
  name: string,
  since: number,
  weight: number,
  patterns: Network["patterns"],
  more: {
    readonly spellings?: readonly string[];
    readonly traits?: readonly string[];
    readonly for?: readonly string[];
    readonly source?: string;
  } = {},
): Network {
  const { spellings = [], traits = LAYERS, ...rest } = more;
  return {
    name,
    spellings: [name, ...spellings],
    since,
    weight,
    patterns,
    traits,
    ...rest,
  };
}

const TEXT: readonly Network[] = [
  network("word2vec", 2014, 3, WEIGHTS, {
    spellings: ["Word2Vec"],
    traits: ["features"],
    for: ["classes", "values"],
  }),
  network("BERT", 2019, 6, WEIGHTS, { traits: TRANSFORMER }),
  network("BioBERT", 2020, 4, WEIGHTS, {
    traits: TRANSFORMER,
    for: ["wet", "clinical"],
    source: "biomedical abstracts",
  }),
  network("SciBERT", 2020, 2, WEIGHTS, {
    traits: TRANSFORMER,
    for: ["literature", "wet"],
    source: "scientific articles",
  }),
  network("RoBERTa", 2020, 3, WEIGHTS, { traits: TRANSFORMER }),
  network("GPT-3.5", 2023, 2, ["deployment"], { traits: ["chat"] }),
  network("GPT-4", 2023, 4, ["deployment"], { traits: ["chat"] }),
  network("Llama 2", 2024, 2, WEIGHTS, {
    spellings: ["LLaMA 2"],
    traits: ["weights", "transformer"],
  }),
];

const BOXES = ["counts", "animals classes"];
const VGG = { traits: BACKBONE };
const UNET = { spellings: ["UNet"], for: ["masks"], source: "similar images" };
const MASK_RCNN = { for: ["masks", "counts"], source: "the COCO photographs" };
const YOLO = { for: BOXES, source: "the COCO photographs" };
const FROM_IMAGENET = { source: "ImageNet", traits: CLASSIFIER };

const VISION: readonly Network[] = [
  network("AlexNet", 2013, 12, ALL, VGG),
  network("VGG-16", 2015, 10, ALL, { ...VGG, spellings: ["VGG16"] }),
  network("VGG-19", 2015, 4, ALL, { ...VGG, spellings: ["VGG19"] }),
  network("Inception-v3", 2016, 5, ALL, {
    traits: CLASSIFIER,
    spellings: ["InceptionV3"],
  }),
  network("ResNet-18", 2016, 4, ALL, { ...VGG, spellings: ["ResNet18"] }),
  network("ResNet-50", 2016, 10, ALL, { ...VGG, spellings: ["ResNet50"] }),
  network("ResNet-101", 2016, 3, ALL, VGG),
  network("U-Net", 2016, 9, DESIGN, UNET),
  network("DenseNet-121", 2018, 4, ALL, {
    traits: CLASSIFIER,
    spellings: ["DenseNet121"],
  }),
  network("Mask R-CNN", 2018, 5, ALL, MASK_RCNN),
  network("MobileNetV2", 2019, 3, ALL, VGG),
  network("YOLOv3", 2019, 4, ALL, YOLO),
  network("EfficientNet-B0", 2020, 3, ALL, VGG),
  network("YOLOv5", 2021, 6, ALL, YOLO),
  network("Vision Transformer", 2022, 2, ALL, {
    spellings: ["ViT"],
    traits: ["features", "layers", "transformer"],
  }),
  network("YOLOv8", 2023, 5, ALL, YOLO),
  network("Segment Anything Model", 2024, 3, WEIGHTS, {
    spellings: ["SAM"],
    traits: ["weights", "transformer"],
    for: ["masks"],
    source: "a billion outlines",
  }),
  network("DINOv2", 2024, 2, WEIGHTS, {
    traits: TRANSFORMER,
    source: "unlabelled photographs",
  }),
];

/** The models by what they work on. */
export const NETWORKS: Readonly<Record<Modality, readonly Network[]>> = {
  vision: VISION,
  text: TEXT,
  microscopy: [
    network("U-Net", 2016, 6, DESIGN, UNET),
    network("StarDist", 2019, 3, WEIGHTS),
    network("Mask R-CNN", 2019, 2, ALL, MASK_RCNN),
    network("Cellpose", 2021, 6, WEIGHTS),
    network("nnU-Net", 2021, 2, ALL),
  ],
  video: [
    network("AlexNet", 2013, 2, ALL, FROM_IMAGENET),
    network("ResNet-50", 2017, 3, ALL, {
      ...FROM_IMAGENET,
      spellings: ["ResNet50"],
    }),
    network("OpenPose", 2018, 3, WEIGHTS, { for: ["people tracks"] }),
    network("DeepLabCut", 2019, 6, WEIGHTS, { for: ["animals tracks"] }),
    network("SLEAP", 2022, 2, WEIGHTS, { for: ["animals tracks"] }),
  ],
  structure: [
    network("AlphaFold", 2020, 9, WEIGHTS),
    network("AlphaFold 2", 2021, 14, WEIGHTS, { spellings: ["AlphaFold2"] }),
    network("RoseTTAFold", 2022, 2, WEIGHTS),
    network("ESMFold", 2023, 2, WEIGHTS),
    network("AlphaFold 3", 2024, 3, ["deployment"]),
  ],
  protein: [
    network("UniRep", 2020, 2, WEIGHTS, { traits: ["features"] }),
    network("ProtBERT", 2021, 3, WEIGHTS, {
      spellings: ["ProtBert"],
      traits: TRANSFORMER,
    }),
    network("ESM-1b", 2021, 4, WEIGHTS, { traits: TRANSFORMER }),
    network("ProtT5", 2022, 3, WEIGHTS, { traits: TRANSFORMER }),
    network("ESM-2", 2023, 6, WEIGHTS, {
      spellings: ["ESM2"],
      traits: TRANSFORMER,
    }),
  ],
  genome: [
    network("DeepSEA", 2016, 2, ALL, { for: ["values"] }),
    network("Basenji", 2019, 2, ALL, { for: ["values"] }),
    network("DeepVariant", 2019, 3, WEIGHTS, {
      for: ["human classes"],
      source: "reference genomes",
    }),
    network("DNABERT", 2021, 3, WEIGHTS, { traits: TRANSFORMER }),
    network("Enformer", 2022, 3, WEIGHTS, {
      traits: TRANSFORMER,
      for: ["values"],
    }),
    network("Nucleotide Transformer", 2024, 2, WEIGHTS, {
      traits: TRANSFORMER,
    }),
  ],
  cells: [
    network("scVI", 2019, 3, ALL),
    network("scBERT", 2022, 2, WEIGHTS),
    network("Geneformer", 2023, 3, WEIGHTS, { traits: TRANSFORMER }),
    network("scGPT", 2023, 3, WEIGHTS, { traits: TRANSFORMER }),
  ],
  audio: [
    network("AlexNet", 2014, 2, ALL, { ...FROM_IMAGENET, for: ["classes"] }),
    network("VGGish", 2018, 3, ALL, { for: ["classes"] }),
    network("YAMNet", 2020, 3, WEIGHTS, { for: ["classes"] }),
    network("Wav2Vec 2.0", 2021, 3, WEIGHTS, {
      spellings: ["wav2vec 2.0"],
      for: ["words"],
    }),
    network("BirdNET", 2021, 6, WEIGHTS, { for: ["birds"] }),
    network("Whisper", 2023, 3, WEIGHTS, {
      traits: TRANSFORMER,
      for: ["words"],
    }),
  ],
  signal: [
    network("AlexNet", 2014, 2, ALL, { ...FROM_IMAGENET, for: ["classes"] }),
    network("ResNet-18", 2017, 2, ALL, { ...FROM_IMAGENET, for: ["classes"] }),
    network("EEGNet", 2018, 5, ALL, { for: ["brain"] }),
    network("WaveNet", 2018, 2, ["conceptual"]),
    network("PhaseNet", 2019, 5, WEIGHTS, { for: ["seismic"] }),
    network("InceptionTime", 2021, 2, ALL, { for: ["classes"] }),
  ],
  molecules: [
    network("Mol2vec", 2019, 2, WEIGHTS, { traits: ["features"] }),
    network("Chemprop", 2020, 3, ALL),
    network("Molecular Transformer", 2020, 2, ALL, { traits: TRANSFORMER }),
    network("ChemBERTa", 2021, 4, WEIGHTS, { traits: TRANSFORMER }),
    network("MolBERT", 2021, 2, WEIGHTS, { traits: TRANSFORMER }),
  ],
  atoms: [
    network("SchNet", 2018, 3, ALL),
    network("CGCNN", 2018, 3, ALL),
    network("M3GNet", 2023, 3, WEIGHTS),
    network("CHGNet", 2024, 2, WEIGHTS),
    network("MACE", 2024, 2, WEIGHTS),
  ],
  weather: [
    network("U-Net", 2017, 4, DESIGN, {
      spellings: ["UNet"],
      source: "radar images",
    }),
    network("FourCastNet", 2023, 2, WEIGHTS),
    network("GraphCast", 2023, 3, WEIGHTS),
    network("Pangu-Weather", 2023, 3, WEIGHTS),
    network("ClimaX", 2023, 2, WEIGHTS),
  ],
};
