/** Words beside the name of a model that say nothing about which model it is. */

const words = (text: string): ReadonlySet<string> =>
  new Set(text.trim().split(/\s+/));

/** Words in front of a name: "a pre-trained", "our modified". */
export const BEFORE_NAME = words(`
  a an the our their this standard original vanilla basic plain classic
  classical canonical conventional common popular well-known existing
  available publicly published public open-source off-the-shelf
  state-of-the-art pretrained pre-trained untrained trained finetuned
  fine-tuned frozen transfer transfer-learned learned imagenet imagenet-1k
  imagenet-21k imagenet1k imagenet21k coco self-supervised supervised modified
  adapted customised customized custom tailored improved enhanced optimised
  optimized lightweight simplified truncated deep very convolutional
  recurrent cnn dnn neural network architecture model encoder backbone
  classifier detector algorithm google google's openai openai's meta meta's
  facebook facebook's microsoft microsoft's nvidia deepmind deepmind's
  large-scale large generic baseline official keras pytorch tensorflow
  torchvision huggingface multiple various several two three different and or
`);

/** Words after a name: "network architecture", "-based model". */
export const AFTER_NAME = words(`
  model models network networks net nets architecture architectures backbone
  backbones based encoder encoders decoder decoders classifier classifiers
  detector detectors predictor predictors generator embedding embeddings
  feature features extractor extractors representation representations layer
  layers weight weights checkpoint checkpoints parameter parameters baseline
  algorithm algorithms method methods approach framework tool tools toolbox
  toolkit software program package library server webserver web-server web
  pipeline system api version versions variant variants family style type
  like cnn cnns dnn dnns convnet neural convolutional deep learning
  transformer transformers language segmentation classification detection
  prediction structure protein image object pretrained pre-trained trained
  finetuned fine-tuned alone only itself original modified ours
`);

/** Words that end the name: what follows says how the model was made or used. */
export const ENDS_NAME = words(`
  with from by for using on via as in at to that which where when was were is
  are trained pretrained pre-trained finetuned fine-tuned followed initialised
  initialized plus combined without developed provided available implemented
  into over after before followed through under within
`);

/** Words that may stand between "a" and "of": "an ensemble of", "a variant of". */
export const OF_NAME = words(`
  ensemble ensembles version versions variant variants variation combination
  modification implementation extension adaptation family set series part
  parts stack copy encoder decoder backbone layers output outputs weights
  embeddings features use pair suite
`);

/**
 * Parts of a name that say size, data or release of a model: "-base-uncased",
 * "_t33_650M_UR50D", "ViT-L/14@336px". They are taken off only where what is
 * left is a listed name.
 */
export const VARIANT =
  /^(?:base|large|small|tiny|mini|medium|huge|giant|nano|micro|xl|xxl|xlarge|xsmall|uncased|cased|multilingual|english|instruct|chat|it|hf|turbo|preview|latest|pro|flash|lite|ultra|max|opus|sonnet|haiku|seg|cls|pose|det|fpn|fp16|bf16|int8|gguf|awq|in1k|in21k|in22k|1k|21k|22k|384|336px|224|512|640|keras|torchvision|imagenet|coco|patch\d+|window\d+|\d+(?:\.\d+)?[mbk]|t\d+|ur(?:50|90|100)[ds]?|[nsmlxbhg]\d?|\d{3,4}px|(?:19|20)\d{2}(?:\d{4})?|0\d{3})$/;
