using BedrockDefense.Cli.Output;
using BedrockDefense.Hunting;
using BedrockDefense.Hunting.Indexing;

namespace BedrockDefense.Cli.Hunting;

/// <summary>The option <c>--index</c>, before and after the archive is read.</summary>
internal static class IndexOption
{
    /// <summary>Opens the index, if one is asked for.</summary>
    /// <exception cref="InvalidInputException">The index cannot be opened.</exception>
    public static HuntOptions Open(ArchiveArguments arguments)
    {
        if (arguments.IndexFolder is not { } folder)
        {
            return arguments.Options;
        }

        var index = ArchiveIndex.Open(folder);
        if (index.Remark is { } remark)
        {
            ConsoleOutput.WriteRemark($"note: {remark}");
        }

        return arguments.Options with
        {
            Index = index,
        };
    }

    /// <summary>Writes what was learned into the index, and says how many files were left out because of it.</summary>
    /// <param name="options">The options with the index.</param>
    /// <param name="files">The number of files of the archive.</param>
    /// <param name="exitCode">The exit code of the answer.</param>
    /// <returns>That exit code, or another when the index cannot be written.</returns>
    public static int Save(HuntOptions options, int files, int exitCode)
    {
        if (options.Index is not { } index)
        {
            return exitCode;
        }

        if (index.UnreadFiles > 0)
        {
            ConsoleOutput.WriteRemark(
                FormattableString.Invariant(
                    $"index: {index.UnreadFiles} of {files} files were not read again, since nothing in them can be part of the answer"
                )
            );
        }

        try
        {
            index.Save(options.Listed);
            return exitCode;
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            ConsoleOutput.WriteRemark($"index: not written: {FileReason.Of(exception, ArchiveIndex.FileName)}; the answer is whole");
            return exitCode == ExitCode.Success ? ExitCode.Damaged : exitCode;
        }
    }
}
