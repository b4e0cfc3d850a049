using System.Buffers;

namespace BedrockDefense.Input;

/// <summary>Reads the text of a YAML file. Its faults explain in plain words why a file cannot be read.</summary>
public static class YamlFile
{
    /// <summary>The maximum number of bytes that are read. It is far larger than any rule, runbook or configuration.</summary>
    public const int MaximumBytes = 4_000_000;

    /// <summary>Returns the text of a file in UTF-8.</summary>
    /// <param name="file">The path of the file.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or is not valid UTF-8 text.</exception>
    public static string Read(string file) => Read(file, () => File.OpenRead(file));

    /// <summary>Returns the text of a stream, such as standard input.</summary>
    /// <param name="file">The name of the stream in messages.</param>
    /// <param name="open">Opens the stream.</param>
    /// <exception cref="InvalidInputException">The stream cannot be read, or is not valid UTF-8 text.</exception>
    public static string Read(string file, Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);

        // The length of the stream is not used, because devices have none.
        var bytes = ArrayPool<byte>.Shared.Rent(MaximumBytes + 1);
        try
        {
            using var stream = open();
            var read = stream.ReadAtLeast(bytes.AsSpan(0, MaximumBytes + 1), MaximumBytes + 1, throwOnEndOfStream: false);
            if (read > MaximumBytes)
            {
                throw new InvalidInputException(
                    FormattableString.Invariant($"the file has more than {MaximumBytes:N0} bytes, which is more than is read"),
                    new SourceLocation(file)
                );
            }

            var faults = new FaultList();
            return YamlText.Decode(bytes.AsSpan(0, read), file, faults) ?? throw new InvalidInputException(faults.ToSortedList());
        }
        catch (Exception exception) when (FileReason.Applies(exception))
        {
            throw new InvalidInputException($"cannot read {VisibleText.Quote(file)}: {FileReason.Of(exception, file)}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
