#include <string>
#include <vector>

namespace text {

std::vector<std::string> split(const std::string& line, char mark)
{
    std::vector<std::string> parts;
    std::string part;
    for (char c : line)
    {
        if (c == mark)
        {
            parts.push_back(part);
            part.clear();
        }
        else
        {
            part += c;
        }
    }
    parts.push_back(part);
    return parts;
}

int count(const std::string& line, char mark)
{
    int found = 0;
    for (char c : line)
        if (c == mark)
            found++;
    return found;
}

}  // namespace text
