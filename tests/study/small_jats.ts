/** A research article of one paragraph, which stands for TEXT. */
export const SMALL_JATS =
  `<article article-type="research-article"><front><journal-meta><journal-title-group><journal-title>PLOS ONE</journal-title></journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">10.1371/journal.pone.1</article-id><title-group><article-title>Lakes</article-title></title-group><pub-date><year>2020</year></pub-date></article-meta></front><body><sec><title>Methods</title><p>TEXT</p></sec></body></article>
`;
