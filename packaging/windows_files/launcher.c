/* Starts the program with the Python beside it. Built twice: fuzhou-viewer.exe shows a window,
   fuzhou-viewer-cli.exe (with -DCONSOLE) talks to the terminal it was started from and waits. */
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

#define LONGEST 32768

#ifdef CONSOLE
#define PYTHON L"python\\python.exe"
#else
#define PYTHON L"python\\pythonw.exe"
#endif

static int tell(const wchar_t *words)
{
#ifdef CONSOLE
    fputws(words, stderr);
#else
    MessageBoxW(NULL, words, L"工作总结阅读器", MB_OK | MB_ICONWARNING);
#endif
    return 2;
}

/* What stands behind the program's own name in its command line. */
static const wchar_t *arguments(void)
{
    const wchar_t *at = GetCommandLineW();
    int quoted = 0;
    for (; *at && (quoted || (*at != L' ' && *at != L'\t')); at++)
        if (*at == L'"')
            quoted = !quoted;
    return at;
}

static int run(void)
{
    static wchar_t folder[LONGEST], python[LONGEST + 32], command[3 * LONGEST];
    STARTUPINFOW start;
    PROCESS_INFORMATION made;
    DWORD status = 0, length = GetModuleFileNameW(NULL, folder, LONGEST);

    if (length == 0 || length >= LONGEST)
        return tell(L"程序所在的文件夹路径太长,请换一个位置。");
    *wcsrchr(folder, L'\\') = 0;
    wcscpy(python, folder);
    wcscat(python, L"\\");
    wcscat(python, PYTHON);
    if (GetFileAttributesW(python) == INVALID_FILE_ATTRIBUTES)
        return tell(L"程序文件不完整:缺少 python 文件夹。请重新安装,或把压缩包完整解开后再运行。");
    /* -X utf8: what programs write into a pipe is UTF-8 on every system */
    swprintf(command, 3 * LONGEST, L"\"%ls\" -X utf8 \"%ls\\fuzhou-viewer.pyw\"%ls", python, folder, arguments());
    GetStartupInfoW(&start);
#ifdef CONSOLE
    start.dwFlags |= STARTF_USESTDHANDLES;
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
#endif
    if (!CreateProcessW(python, command, NULL, NULL, TRUE, 0, NULL, NULL, &start, &made))
        return tell(L"程序没有启动成功:系统不允许运行 python 文件夹里的程序,或路径太长。");
#ifdef CONSOLE
    WaitForSingleObject(made.hProcess, INFINITE);
    GetExitCodeProcess(made.hProcess, &status);
#else
    /* the window may come to the front though another process shows it */
    AllowSetForegroundWindow(made.dwProcessId);
#endif
    return (int)status;
}

#ifdef CONSOLE
int main(void)
{
    SetConsoleOutputCP(CP_UTF8);
    return run();
}
#else
int WINAPI WinMain(HINSTANCE own, HINSTANCE before, LPSTR line, int show)
{
    (void)own, (void)before, (void)line, (void)show;
    return run();
}
#endif
