using System.Buffers;

namespace BedrockDefense.Input;

/// <summary>Reads the text of a file of YAML, and says in plain words why it cannot.</summary>
public static class YamlFile
{
    /// <summary>The most that is read, in bytes: far above any rule, runbook or configuration.</summary>
    public const int MostBytes = 4_000_000;

    /// <summary>The text of a file in UTF-8.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or is no such text.</exception>
    public static string Read(string file) => Read(file, () => File.OpenRead(file));

    /// <summary>The text of what is opened, such as standard input.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="open">Opens it.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or is no such text.</exception>
    public static string Read(string file, Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(open);

        // A length is nothing to rely on: devices have none.
        var bytes = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            using var stream = open();
            var read = stream.ReadAtLeast(bytes.AsSpan(0, MostBytes + 1), MostBytes + 1, throwOnEndOfStream: false);
            if (read > MostBytes)
            {
                throw new InvalidInputException(
                    FormattableString.Invariant($"the file has more than {MostBytes:N0} bytes, which is more than is read"),
                    new SourceLocation(file)
                );
            }

            var faults = new FaultList();
            return YamlText.Decode(bytes.AsSpan(0, read), file, faults) ?? throw new InvalidInputException(faults.InOrder());
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
