import type { Modality, Task } from "lib/corpus/demo/theme.ts";
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
}

const ALL = ["adaptation", "deployment", "conceptual"] as const;
const WEIGHTS = ["adaptation", "deployment"] as const;

function network(
  name: string,
  since: number,
  weight: number,
  patterns: Network["patterns"],
  ...spellings: string[]
): Network {
  return { name, spellings: [name, ...spellings], since, weight, patterns };
}

const TEXT: readonly Network[] = [
  network("word2vec", 2014, 3, WEIGHTS, "Word2Vec"),
  network("BERT", 2019, 6, WEIGHTS),
  network("BioBERT", 2020, 4, WEIGHTS),
  network("SciBERT", 2020, 2, WEIGHTS),
  network("RoBERTa", 2020, 3, WEIGHTS),
  network("GPT-3.5", 2023, 2, ["deployment"]),
  network("GPT-4", 2023, 4, ["deployment"]),
  network("Llama 2", 2024, 2, WEIGHTS, "LLaMA 2"),
];

const VISION: readonly Network[] = [
  network("AlexNet", 2013, 12, ALL),
  network("VGG-16", 2015, 10, ALL, "VGG16"),
  network("VGG-19", 2015, 4, ALL, "VGG19"),
  network("Inception-v3", 2016, 5, ALL, "InceptionV3"),
  network("ResNet-18", 2016, 4, ALL, "ResNet18"),
  network("ResNet-50", 2016, 10, ALL, "ResNet50"),
  network("ResNet-101", 2016, 3, ALL),
  network("U-Net", 2016, 7, ["conceptual", "adaptation"], "UNet"),
  network("DenseNet-121", 2018, 4, ALL, "DenseNet121"),
  network("Mask R-CNN", 2018, 4, ALL),
  network("MobileNetV2", 2019, 3, ALL),
  network("YOLOv3", 2019, 2, ALL),
  network("EfficientNet-B0", 2020, 3, ALL),
  network("YOLOv5", 2021, 4, ALL),
  network("Vision Transformer", 2022, 2, ALL, "ViT"),
  network("YOLOv8", 2023, 3, ALL),
  network("Segment Anything Model", 2024, 2, WEIGHTS, "SAM"),
  network("DINOv2", 2024, 2, WEIGHTS),
];

/** The models by what they work on. */
export const NETWORKS: Readonly<Record<Modality, readonly Network[]>> = {
  vision: VISION,
  text: TEXT,
  microscopy: [
    network("U-Net", 2016, 6, ["conceptual", "adaptation"], "UNet"),
    network("StarDist", 2019, 3, WEIGHTS),
    network("Mask R-CNN", 2019, 2, ALL),
    network("Cellpose", 2021, 6, WEIGHTS),
    network("nnU-Net", 2021, 2, ALL),
  ],
  video: [
    network("AlexNet", 2013, 2, ALL),
    network("ResNet-50", 2017, 3, ALL, "ResNet50"),
    network("OpenPose", 2018, 2, WEIGHTS),
    network("DeepLabCut", 2019, 6, WEIGHTS),
    network("SLEAP", 2022, 2, WEIGHTS),
  ],
  structure: [
    network("AlphaFold", 2020, 9, WEIGHTS),
    network("AlphaFold 2", 2021, 14, WEIGHTS, "AlphaFold2"),
    network("RoseTTAFold", 2022, 2, WEIGHTS),
    network("ESMFold", 2023, 2, WEIGHTS),
    network("AlphaFold 3", 2024, 3, ["deployment"]),
  ],
  protein: [
    network("UniRep", 2020, 2, WEIGHTS),
    network("ProtBERT", 2021, 3, WEIGHTS, "ProtBert"),
    network("ESM-1b", 2021, 4, WEIGHTS),
    network("ProtT5", 2022, 3, WEIGHTS),
    network("ESM-2", 2023, 6, WEIGHTS, "ESM2"),
  ],
  genome: [
    network("DeepSEA", 2016, 2, ALL),
    network("Basenji", 2019, 2, ALL),
    network("DeepVariant", 2019, 3, WEIGHTS),
    network("DNABERT", 2021, 3, WEIGHTS),
    network("Enformer", 2022, 3, WEIGHTS),
    network("Nucleotide Transformer", 2024, 2, WEIGHTS),
  ],
  cells: [
    network("scVI", 2019, 3, ALL),
    network("scBERT", 2022, 2, WEIGHTS),
    network("Geneformer", 2023, 3, WEIGHTS),
    network("scGPT", 2023, 3, WEIGHTS),
  ],
  audio: [
    network("AlexNet", 2014, 2, ALL),
    network("VGGish", 2018, 3, ALL),
    network("YAMNet", 2020, 3, WEIGHTS),
    network("Wav2Vec 2.0", 2021, 3, WEIGHTS, "wav2vec 2.0"),
    network("BirdNET", 2021, 4, WEIGHTS),
    network("Whisper", 2023, 3, WEIGHTS),
  ],
  signal: [
    network("AlexNet", 2014, 2, ALL),
    network("ResNet-18", 2017, 2, ALL),
    network("EEGNet", 2018, 4, ALL),
    network("WaveNet", 2018, 2, ["conceptual"]),
    network("PhaseNet", 2019, 2, WEIGHTS),
    network("InceptionTime", 2021, 2, ALL),
  ],
  molecules: [
    network("Mol2vec", 2019, 2, WEIGHTS),
    network("Chemprop", 2020, 3, ALL),
    network("Molecular Transformer", 2020, 2, ALL),
    network("ChemBERTa", 2021, 4, WEIGHTS),
    network("MolBERT", 2021, 2, WEIGHTS),
  ],
  atoms: [
    network("SchNet", 2018, 3, ALL),
    network("CGCNN", 2018, 3, ALL),
    network("M3GNet", 2023, 3, WEIGHTS),
    network("CHGNet", 2024, 2, WEIGHTS),
    network("MACE", 2024, 2, WEIGHTS),
  ],
  weather: [
    network("U-Net", 2017, 4, ["conceptual", "adaptation"], "UNet"),
    network("FourCastNet", 2023, 2, WEIGHTS),
    network("GraphCast", 2023, 3, WEIGHTS),
    network("Pangu-Weather", 2023, 3, WEIGHTS),
    network("ClimaX", 2023, 2, WEIGHTS),
  ],
};

/** What the models of a sort had learned from. */
export const LEARNED_FROM: Readonly<Record<Modality, string>> = {
  vision: "ImageNet",
  text: "general English text",
  microscopy: "mixed cell images",
  video: "labelled poses",
  structure: "known protein structures",
  protein: "millions of protein sequences",
  genome: "the human genome",
  cells: "public single-cell profiles",
  audio: "large sound collections",
  signal: "public recordings",
  molecules: "ten million public molecules",
  atoms: "bulk crystals",
  weather: "forty years of reanalysis",
};

/** Made-up names of networks that no list holds, and one that has no name. */
export const UNLISTED: readonly string[] = [
  "SedimentNet-2",
  "LarchSeg",
  "Korvid",
  "TIDE-7",
  "PelagoFormer",
  "MossVision",
  "Quill",
  "Ambra",
];

/** Made-up owners of such networks. */
export const OWNERS: readonly string[] = [
  "the Dornum institute",
  "the coastal survey",
  "a consortium of nine museums",
  "the Halvern centre",
  "a commercial supplier",
];

/** The models that a paper of a year can reuse for a task in some way. */
export function networksFor(
  { modality }: Task,
  pattern: PlantedReuse["pattern"],
  year: number,
): readonly Network[] {
  return NETWORKS[modality].filter(({ since, patterns }) =>
    since <= year && patterns.includes(pattern)
  );
}
