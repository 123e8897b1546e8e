import assert from "node:assert/strict";
import { loadModels } from "lib/annotate/lexicon/models.ts";
import { indexNames, loadModelNames } from "lib/findings/model_names.ts";

const NAMES = loadModelNames();

/** The models that a name stands for; unknown ones in angle brackets. */
function read(name: string): string[] {
  return NAMES.modelsIn(name).map(({ name, isListed }) =>
    isListed ? name : `<${name}>`
  );
}

function check(cases: Record<string, string | string[]>): void {
  for (const [name, models] of Object.entries(cases)) {
    assert.deepEqual(read(name), [models].flat(), name);
  }
}

Deno.test("modelsIn() takes spellings, versions and words beside the name for one model", () => {
  check({
    "VGG16": "VGG-16",
    "vgg 16": "VGG-16",
    "VGG\u201316": "VGG-16",
    "ＶＧＧ１６": "VGG-16",
    "AlphaFold v2.3.1": "AlphaFold 2",
    "AlphaFold version 2.0": "AlphaFold 2",
    "Signal P v5.0": "SignalP",
    "DeepLoc 1.0": "DeepLoc",
    "a pre-trained ResNet50-based model": "ResNet-50",
    "ImageNet-pretrained ResNet-50 [12]": "ResNet-50",
    "ResNet-50 network architecture (He et al., 2016)": "ResNet-50",
    "BERT fine-tuned on abstracts": "BERT",
    "a variant of U-Net": "U-Net",
    "U-Nets": "U-Net",
    "ViT-L/14": "ViT",
    "facebook/esm2_t33_650M_UR50D": "ESM-2",
    "Llama-2-7b-chat-hf": "Llama 2",
  });
});

Deno.test("modelsIn() keeps versions and what is not listed apart", () => {
  check({
    "AlphaFold": "AlphaFold",
    "AlphaFold 2": "AlphaFold 2",
    "ResNet-50": "ResNet-50",
    "ResNet-101": "ResNet-101",
    "ResNet-26": "<ResNet-26>",
    "YOLOv99": "<YOLOv99>",
    "3D ResNet-50": "<3D ResNet-50>",
    "VGG16-UNet": "<VGG16-UNet>",
    "AlphaFold Protein Structure Database":
      "<AlphaFold Protein Structure Database>",
  });
  assert.equal(NAMES.familyOf("ResNet-50"), NAMES.familyOf("ResNet-101"));
});

Deno.test("modelsIn() reads parentheses: a member of the family, an abbreviation, a backbone", () => {
  check({
    "VGGNet (VGG-16)": "VGG-16",
    "ResNet (ResNet-50, ResNet-101)": ["ResNet-50", "ResNet-101"],
    "YOLO (v3)": "YOLOv3",
    "Vision Image Transformer (VIT)": "ViT",
    "deep residual net (ResNet-50)": "ResNet-50",
    "DeepLabCut (ResNet-50)": "DeepLabCut",
    "InHouseNet (ResNet-50)": "<InHouseNet>",
    "(VGG-16": "VGG-16",
  });
});

Deno.test("modelsIn() splits lists, and nothing that only looks like one", () => {
  check({
    "VGG16, ResNet50 and Inception-v3": ["VGG-16", "ResNet-50", "Inception-v3"],
    "ResNet-18, -34 and -50": ["ResNet-18", "ResNet-34", "ResNet-50"],
    "YOLOv3, v4, and v5": ["YOLOv3", "YOLOv4", "YOLOv5"],
    "ResNet-18/34": ["ResNet-18", "ResNet-34"],
    "VGG16; vgg-16": "VGG-16",
    "VGG16 & InHouseNet": ["VGG-16", "<InHouseNet>"],
    "DeepLabCut (ResNet-50, ResNet-101)": "DeepLabCut",
    "Detection and tracking network": "<Detection and tracking network>",
    "SAM and tracking network": "<SAM and tracking network>",
    "U-Net/tracking": "<U-Net/tracking>",
  });
  const known = indexNames([
    ...loadModels(),
    {
      canonical: "Net, large and deep",
      family: "Net",
      modality: "vision",
      aliases: [],
      year: 2020,
      source: "Doe 2020, Venue",
    },
  ]);
  assert.deepEqual(
    known.modelsIn("VGG16, net, large and deep, AlexNet")
      .map(({ name }) => name),
    ["VGG-16", "Net, large and deep", "AlexNet"],
  );
});

Deno.test("modelsIn() finds every listed name and alias, also with words beside it", () => {
  for (const { canonical, aliases, family } of loadModels()) {
    assert.equal(NAMES.familyOf(canonical), family);
    for (const name of [canonical, ...aliases]) {
      check({
        [name]: canonical,
        [name.toUpperCase()]: canonical,
        [`pre-trained ${name}`]: canonical,
        [`the ${name} model (Doe et al. 2020)`]: canonical,
        [`${name}-based classifier`]: canonical,
        [`AlexNet and ${name}`]: [...new Set(["AlexNet", canonical])],
      });
    }
  }
});

Deno.test("modelsIn() gives spellings of an unknown name one key, and none that is listed", () => {
  const keys = ["In-House Net v2", "InHouseNet 2.0", "inhousenet-2"]
    .map((name) => NAMES.modelsIn(name)[0]!.key);
  assert.equal(new Set(keys).size, 1);
  assert.notEqual(
    NAMES.modelsIn("InHouseNet 3")[0]!.key,
    keys[0],
  );
  assert.equal(NAMES.canonicalName("  In-House\n Net "), "In-House Net");
});

Deno.test("modelsIn() comes to an end with names of 5 MB, and shortens them", () => {
  const size = 5_000_000;
  for (
    const unit of [
      ...["a", " ", "(", "[(", ",", ", ", "/", "-", "VGG16, ", "0", "1.", "v1"],
      ...[
        "a ",
        "the ",
        " model",
        " of ",
        "and ",
        "-based",
        "\u0000",
        "ﷺ",
        "e\u0301",
      ],
    ]
  ) {
    const hostile = unit.repeat(size / unit.length);
    for (const name of [hostile, `ResNet ${hostile}`, `${hostile} ResNet`]) {
      for (const found of NAMES.modelsIn(name)) {
        assert.ok(found.name.length <= 120, unit);
      }
    }
  }
});
