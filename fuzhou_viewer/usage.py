"""How the command line is used, as --help tells it."""

USAGE = """用法:fuzhou-viewer [文件]                      打开窗口
      fuzhou-viewer outline [文件] [--jsonl]      章节目录
      fuzhou-viewer metrics [文件] [--jsonl]      数据指标
      fuzhou-viewer entities [文件] [--jsonl]     名称索引
      fuzhou-viewer check [文件] [--jsonl] [--exit-code] [--to 清单.xlsx|.pdf|.csv|.md] [--against 另一份]
                                                  数据核对;有不一致时退出码为 1(--jsonl 时须加 --exit-code)
      fuzhou-viewer compare 旧报告 新报告 [--jsonl] [--to 对照.xlsx|.csv|.md]
                                                  两份报告逐节逐句对照,数字旧 → 新
      fuzhou-viewer search 词语… [--file 文件 | --all] [--jsonl]   查找(--all 在整个资料库里)
      fuzhou-viewer import 文件或文件夹…          存入自己的资料库
      fuzhou-viewer export --sections 章节… --to 文件.pdf|.docx|.xlsx|.csv|.md|.html|.png|.svg [--file 文件]
                    [--with 目录 表格 图表 段号] [--layout 公文|紧凑|双栏|大字] [--pages 2,3,12-18]
                    [--paper 每面一页|每面两页|小册子]
      fuzhou-viewer handover [文件] --to 交接.fzb  报告连同自己的批注做成交接包
      fuzhou-viewer handover 交接.fzb [--take-in] [--jsonl]   看包里的批注;--take-in 并入自己的批注
      fuzhou-viewer shot 图片.png [--size 宽x高] [--theme light|dark|sepia] [--scale 1.5]
                    [--open-at 章节] [--search 词语] [--file 文件]"""
